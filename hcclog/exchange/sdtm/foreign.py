def foreign_proposals(*a): raise NotImplementedError
