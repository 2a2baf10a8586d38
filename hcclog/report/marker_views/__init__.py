"""Views of one marker: beside tumour burden, as change in each line, and how quickly it rose."""
