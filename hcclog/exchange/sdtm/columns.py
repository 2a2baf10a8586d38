"""The columns of every dataset, as text: name, label, # for a number, controlled terms, a note.

Names begin with two hyphens where the dataset's own letters stand in their place.
"""

_HEAD = """
STUDYID|Study Identifier
DOMAIN|Domain Abbreviation
USUBJID|Unique Subject Identifier
"""
_ID = """
--SEQ|Sequence Number|#
--GRPID|Group ID
--SPID|Sponsor-Defined Identifier|||key of the entry in hcclog
"""
_VISIT = """
VISITNUM|Visit Number|#||assessments in order of time
VISIT|Visit Name
EPOCH|Epoch|||empty: a log of care has no epochs of a trial
"""
_FINDING = """
--EVAL|Evaluator||EVAL|empty where hcclog computed the result
--EVALID|Evaluator Identifier||MEDEVAL
--ACPTFL|Accepted Record Flag||NY
"""
_DAY = """
--DTC|Date/Time of Collection|||ISO 8601; a partial date or an interval where no more is known
--DY|Study Day of Collection|#||only where the date is one day and RFSTDTC is given
"""
_SPAN = """
EPOCH|Epoch|||empty: a log of care has no epochs of a trial
--STDTC|Start Date/Time|||ISO 8601; a partial date or an interval where no more is known
--ENDTC|End Date/Time|||as the start
--STDY|Study Day of Start|#
--ENDY|Study Day of End|#
"""
_DERIVED = "--DRVFL|Derived Flag||NY|Y where hcclog computed the result"
_BASE = "--LOBXFL|Last Observation Before Exposure Flag||NY|Y at the first baseline of the record"

TEXTS = {
    "DM": (
        "Demographics",
        """
STUDYID|Study Identifier
DOMAIN|Domain Abbreviation
USUBJID|Unique Subject Identifier
SUBJID|Subject Identifier for the Study|||code of the patient
RFSTDTC|Subject Reference Start Date/Time|||first day of therapy, else day 0; empty if not one day
RFENDTC|Subject Reference End Date/Time
RFXSTDTC|Date/Time of First Study Treatment|||empty: there is no study treatment
RFXENDTC|Date/Time of Last Study Treatment|||empty: there is no study treatment
RFICDTC|Date/Time of Informed Consent
RFPENDTC|Date/Time of End of Participation
DTHDTC|Date/Time of Death
DTHFL|Subject Death Flag||NY
SITEID|Study Site Identifier
BRTHDTC|Date/Time of Birth
AGE|Age|#||as stated; the date of that stands in SUPPDM
AGEU|Age Units||AGEU
SEX|Sex||SEX
RACE|Race
ETHNIC|Ethnicity
ARMCD|Planned Arm Code
ARM|Description of Planned Arm
ACTARMCD|Actual Arm Code
ACTARM|Description of Actual Arm
ARMNRS|Reason Arm and/or Actual Arm is Null||ARMNULRS
ACTARMUD|Description of Unplanned Actual Arm
COUNTRY|Country
""",
    ),
    "TU": (
        "Tumor/Lesion Identification",
        f"""{_HEAD}{_ID}
TULNKID|Link ID|||label of the lesion
TUTESTCD|Tumor/Lesion ID Short Name||TUTESTCD
TUTEST|Tumor/Lesion ID Test Name||TUTEST
TUORRES|Tumor/Lesion ID Result||TUIDRS
TUSTRESC|Tumor/Lesion ID Result Std. Format||TUIDRS
TULOC|Location of the Tumor/Lesion||LOC
TULAT|Laterality||LAT
TUDIR|Directionality||DIR
TUPORTOT|Portion or Totality||PORTOT
TUMETHOD|Method of Identification||METHOD
{_BASE}{_FINDING}{_VISIT}{_DAY}""",
    ),
    "TR": (
        "Tumor/Lesion Results",
        f"""{_HEAD}{_ID}
TRLNKGRP|Link Group ID|||assessment
TRLNKID|Link ID|||label of the lesion; empty for a sum
TRTESTCD|Tumor/Lesion Assessment Short Name||TRTESTCD
TRTEST|Tumor/Lesion Assessment Test Name||TRTEST
TRORRES|Result or Finding in Original Units
TRORRESU|Original Units||UNIT
TRSTRESC|Character Result/Finding in Std Format||TRPROPRS
TRSTRESN|Numeric Result/Finding in Standard Units|#
TRSTRESU|Standard Units||UNIT
TRSTAT|Completion Status||ND
TRREASND|Reason Not Done
TRMETHOD|Method Used to Identify||METHOD
{_BASE}
{_DERIVED}{_FINDING}{_VISIT}{_DAY}""",
    ),
    "RS": (
        "Disease Response and Clin Classification",
        f"""{_HEAD}{_ID}
RSLNKGRP|Link Group ID|||assessment
RSTESTCD|Assessment Short Name||ONCRTSCD
RSTEST|Assessment Name||ONCRTS
RSCAT|Category for Assessment||ONCRSCAT|criteria, or the staging system
RSORRES|Result or Finding in Original Units
RSORRESU|Original Units||UNIT
RSSTRESC|Character Result/Finding in Std Format||ONCRSR
RSSTRESN|Numeric Result/Finding in Standard Units|#
RSSTRESU|Standard Units||UNIT
RSSTAT|Completion Status||ND
RSREASND|Reason Not Done
{_BASE}
{_DERIVED}{_FINDING}{_VISIT}{_DAY}""",
    ),
    "LB": (
        "Laboratory Test Results",
        f"""{_HEAD}{_ID}
LBTESTCD|Lab Test or Examination Short Name||LBTESTCD|own where the list has none
LBTEST|Lab Test or Examination Name||LBTEST
LBCAT|Category for Lab Test
LBORRES|Result or Finding in Original Units
LBORRESU|Original Units||UNIT
LBORNRLO|Reference Range Lower Limit in Orig Unit
LBORNRHI|Reference Range Upper Limit in Orig Unit
LBSTRESC|Character Result/Finding in Std Format
LBSTRESN|Numeric Result/Finding in Standard Units|#||empty where the result has < or >
LBSTRESU|Standard Units||UNIT
LBSTNRLO|Reference Range Lower Limit-Std Units|#
LBSTNRHI|Reference Range Upper Limit-Std Units|#
LBSTAT|Completion Status||ND
LBREASND|Reason Not Done
LBNAM|Vendor Name|||laboratory
LBLOINC|LOINC Code
LBSPEC|Specimen Type||SPECTYPE
LBMETHOD|Method of Test or Examination|||assay
LBLOBXFL|Last Observation Before Exposure Flag||NY
{_VISIT}{_DAY}
LBENDTC|End Date/Time of Specimen Collection|||last day of a statement about a period
""",
    ),
    "CM": (
        "Concomitant/Prior Medications",
        f"""{_HEAD}{_ID}
CMTRT|Reported Name of Drug, Med, or Therapy
CMDECOD|Standardized Medication Name
CMCAT|Category for Medication
CMSCAT|Subcategory for Medication|||LINE, COURSE, DOSE CHANGE or INTERRUPTION
CMDOSE|Dose per Administration|#||empty where a dose is of a day
CMDOSTXT|Dose Description
CMDOSU|Dose Units||UNIT
CMDOSFRQ|Dosing Frequency per Interval||FREQ
CMDOSTOT|Total Daily Dose|#
CMROUTE|Route of Administration||ROUTE
{_SPAN}""",
    ),
    "PR": (
        "Procedures",
        f"""{_HEAD}{_ID}
PRLNKGRP|Link Group ID|||assessment
PRTRT|Reported Name of Procedure
PRDECOD|Standardized Procedure Name
PRCAT|Category|||PROCEDURE, PATHOLOGY, TUMOUR ASSESSMENT or SCAN
PRLOC|Location of Procedure||LOC
PRDOSE|Dose|#
PRDOSU|Dose Units||UNIT
VISITNUM|Visit Number|#
VISIT|Visit Name
{_SPAN}""",
    ),
    "AE": (
        "Adverse Events",
        f"""{_HEAD}{_ID}
AETERM|Reported Term for the Adverse Event|||what an Other, specify term specifies
AEDECOD|Dictionary-Derived Term|||CTCAE term
AEBODSYS|Body System or Organ Class
AESER|Serious Event||NY|empty: not logged
AEACN|Action Taken with Study Treatment||ACN|of the agents in SUPPAE
AEREL|Causality
AEOUT|Outcome of Adverse Event||OUT
AETOXGR|Standard Toxicity Grade
{_SPAN}""",
    ),
    "DS": (
        "Disposition",
        f"""{_HEAD}{_ID}
DSTERM|Reported Term for the Disposition Event
DSDECOD|Standardized Disposition Term||NCOMPLT
DSCAT|Category for Disposition Event||DSCAT
EPOCH|Epoch
DSDTC|Date/Time of Collection
DSSTDTC|Start Date/Time of Disposition Event
DSSTDY|Study Day of Start of Disposition Event|#
""",
    ),
    "VS": (
        "Vital Signs",
        f"""{_HEAD}{_ID}
VSTESTCD|Vital Signs Test Short Name||VSTESTCD
VSTEST|Vital Signs Test Name||VSTEST
VSORRES|Result or Finding in Original Units
VSORRESU|Original Units||VSRESU
VSSTRESC|Character Result/Finding in Std Format
VSSTRESN|Numeric Result/Finding in Standard Units|#
VSSTRESU|Standard Units||VSRESU
VSSTAT|Completion Status||ND
VSREASND|Reason Not Done
VSLOBXFL|Last Observation Before Exposure Flag||NY
{_VISIT}{_DAY}""",
    ),
    "CO": (
        "Comments",
        """
STUDYID|Study Identifier
DOMAIN|Domain Abbreviation
RDOMAIN|Related Domain Abbreviation
USUBJID|Unique Subject Identifier
COSEQ|Sequence Number|#
IDVAR|Identifying Variable
IDVARVAL|Identifying Variable Value
COREF|Comment Reference|||CONTRADICTION or STATEMENT
COVAL|Comment
COEVAL|Evaluator||EVAL
CODTC|Date/Time of Comment
""",
    ),
    "RELREC": (
        "Related Records",
        """
STUDYID|Study Identifier
RDOMAIN|Related Domain Abbreviation
USUBJID|Unique Subject Identifier
IDVAR|Identifying Variable
IDVARVAL|Identifying Variable Value
RELTYPE|Relationship Type
RELID|Relationship Identifier
""",
    ),
}
SUPPLEMENT = """
STUDYID|Study Identifier
RDOMAIN|Related Domain Abbreviation
USUBJID|Unique Subject Identifier
IDVAR|Identifying Variable
IDVARVAL|Identifying Variable Value
QNAM|Qualifier Variable Name
QLABEL|Qualifier Variable Label
QVAL|Data Value|||a longer text goes on in the row of the next name
QORIG|Origin
QEVAL|Evaluator
"""
