-- The whole schema on one page, as the migrations build it on SQLite. Generated; a test compares.

CREATE TRIGGER audit_event_no_delete BEFORE delete ON audit_event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER audit_event_no_update BEFORE update ON audit_event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER change_no_delete BEFORE delete ON change
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER change_no_update BEFORE UPDATE ON change
WHEN NOT (EXISTS (SELECT 1 FROM store_meta WHERE key = 'erasing' AND value =  OLD.patient_id) AND NEW.payload IS NULL AND NEW.salt IS NULL AND NEW.id IS OLD.id AND NEW.seq IS OLD.seq AND NEW.entry_id IS OLD.entry_id AND NEW.epoch IS OLD.epoch AND NEW.patient_id IS OLD.patient_id AND NEW.entity IS OLD.entity AND NEW.entity_id IS OLD.entity_id AND NEW.parents IS OLD.parents AND NEW.kind IS OLD.kind AND NEW.digest IS OLD.digest AND NEW.previous_hash IS OLD.previous_hash AND NEW.hash IS OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_no_delete BEFORE delete ON entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
WHEN NOT (EXISTS (SELECT 1 FROM change c JOIN store_meta m ON m.key = 'erasing' AND m.value = c.patient_id WHERE c.entry_id =  OLD.id) AND NEW.label = '' AND NEW.reason = '' AND NEW.salt IS NULL AND NEW.digest IS coalesce(OLD.digest, 'erased') AND NEW.reverts IS OLD.reverts AND NEW.id IS OLD.id AND NEW.seq IS OLD.seq AND NEW.kind IS OLD.kind AND NEW.author IS OLD.author AND NEW.role IS OLD.role AND NEW.station IS OLD.station AND NEW.at_utc IS OLD.at_utc AND NEW.utc_offset_minutes IS OLD.utc_offset_minutes AND NEW.app_version IS OLD.app_version)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE adverse_event (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	term TEXT NOT NULL, 
	grade INTEGER, 
	ctcae_version TEXT NOT NULL, 
	start_on TEXT, 
	end_on TEXT, 
	agents TEXT NOT NULL, 
	action TEXT, 
	drug_related INTEGER, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_adverse_event PRIMARY KEY (id), 
	CONSTRAINT ck_adverse_event_action_value CHECK (action IN ('dose not changed', 'dose reduced', 'drug interrupted', 'drug withdrawn', 'drug interrupted, then dose reduced')), 
	CONSTRAINT ck_adverse_event_drug_related_bool CHECK (drug_related IN (0, 1)), 
	CONSTRAINT fk_adverse_event_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE assessment (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	n_lesions INTEGER, 
	n_lesions_comparator TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_assessment PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_n_lesions_comparator_value CHECK (n_lesions_comparator IN ('<', '<=', '=', '>=', '>')), 
	CONSTRAINT fk_assessment_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE audit_event (
	id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	act TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	about TEXT NOT NULL, 
	author TEXT NOT NULL, 
	role TEXT NOT NULL, 
	station TEXT NOT NULL, 
	epoch TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	utc_offset_minutes INTEGER NOT NULL, 
	app_version TEXT NOT NULL, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_audit_event PRIMARY KEY (id), 
	CONSTRAINT uq_audit_event_seq UNIQUE (seq)
)
 STRICT;

CREATE TABLE change (
	id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	entry_id TEXT NOT NULL, 
	epoch TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	entity TEXT NOT NULL, 
	entity_id TEXT NOT NULL, 
	parents TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	payload TEXT, 
	salt TEXT, 
	digest TEXT NOT NULL, 
	previous_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT ck_change_kind_value CHECK (kind IN ('create', 'update', 'void', 'resolve')), 
	CONSTRAINT fk_change_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id), 
	CONSTRAINT uq_change_seq UNIQUE (seq)
)
 STRICT;

CREATE TABLE course (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	line_id TEXT, 
	agent TEXT NOT NULL, 
	start_on TEXT NOT NULL, 
	end_on TEXT, 
	dose TEXT, 
	dose_unit TEXT NOT NULL, 
	dose_basis TEXT NOT NULL, 
	every_days INTEGER, 
	days_on INTEGER, 
	days_off INTEGER, 
	route TEXT, 
	stop_reason TEXT, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_course PRIMARY KEY (id), 
	CONSTRAINT ck_course_dose_basis_value CHECK (dose_basis IN ('administration', 'day')), 
	CONSTRAINT ck_course_dose_decimal CHECK (ltrim(dose, '0123456789.') = '' AND dose <> '' AND substr(dose, 1, 1) <> '.' AND substr(dose, length(dose), 1) <> '.' AND length(replace(dose, '.', '')) >= length(dose) - 1), 
	CONSTRAINT ck_course_route_value CHECK (route IN ('oral', 'intravenous', 'intra-arterial', 'subcutaneous')), 
	CONSTRAINT ck_course_stop_reason_value CHECK (stop_reason IN ('progression', 'toxicity', 'resistance', 'completed', 'patient choice', 'procedure', 'death', 'lost to follow-up', 'other')), 
	CONSTRAINT fk_course_line_id FOREIGN KEY(line_id) REFERENCES line_of_therapy (id), 
	CONSTRAINT fk_course_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE discrepancy_note (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_discrepancy_note PRIMARY KEY (id), 
	CONSTRAINT fk_discrepancy_note_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE dose_step (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	course_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	dose TEXT, 
	dose_unit TEXT NOT NULL, 
	dose_basis TEXT NOT NULL, 
	every_days INTEGER, 
	direction TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_dose_step PRIMARY KEY (id), 
	CONSTRAINT ck_dose_step_dose_basis_value CHECK (dose_basis IN ('administration', 'day')), 
	CONSTRAINT ck_dose_step_dose_decimal CHECK (ltrim(dose, '0123456789.') = '' AND dose <> '' AND substr(dose, 1, 1) <> '.' AND substr(dose, length(dose), 1) <> '.' AND length(replace(dose, '.', '')) >= length(dose) - 1), 
	CONSTRAINT fk_dose_step_course_id FOREIGN KEY(course_id) REFERENCES course (id), 
	CONSTRAINT fk_dose_step_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE draft (
	kind TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	station TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (kind, patient_id, station)
)
 STRICT;

CREATE TABLE entry (
	id TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	author TEXT NOT NULL, 
	role TEXT NOT NULL, 
	station TEXT NOT NULL, 
	at_utc TEXT NOT NULL, 
	utc_offset_minutes INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	reverts TEXT, 
	app_version TEXT NOT NULL, salt TEXT, digest TEXT, 
	CONSTRAINT pk_entry PRIMARY KEY (id), 
	CONSTRAINT ck_entry_kind_value CHECK (kind IN ('do', 'undo', 'redo', 'import', 'merge')), 
	CONSTRAINT fk_entry_reverts FOREIGN KEY(reverts) REFERENCES entry (id), 
	CONSTRAINT uq_entry_seq UNIQUE (seq)
)
 STRICT;

CREATE TABLE hold (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	course_id TEXT NOT NULL, 
	start_on TEXT NOT NULL, 
	end_on TEXT, 
	n_days INTEGER, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_hold PRIMARY KEY (id), 
	CONSTRAINT fk_hold_course_id FOREIGN KEY(course_id) REFERENCES course (id), 
	CONSTRAINT fk_hold_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE lab_result (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	analyte TEXT NOT NULL, 
	value TEXT, 
	unit TEXT NOT NULL, 
	comparator TEXT NOT NULL, 
	qualitative TEXT, 
	until_on TEXT, 
	reference_low TEXT, 
	reference_high TEXT, 
	specimen TEXT NOT NULL, 
	assay TEXT NOT NULL, 
	laboratory TEXT NOT NULL, 
	as_typed TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_lab_result PRIMARY KEY (id), 
	CONSTRAINT ck_lab_result_comparator_value CHECK (comparator IN ('<', '<=', '=', '>=', '>')), 
	CONSTRAINT ck_lab_result_reference_high_decimal CHECK (ltrim(reference_high, '0123456789.') = '' AND reference_high <> '' AND substr(reference_high, 1, 1) <> '.' AND substr(reference_high, length(reference_high), 1) <> '.' AND length(replace(reference_high, '.', '')) >= length(reference_high) - 1), 
	CONSTRAINT ck_lab_result_reference_low_decimal CHECK (ltrim(reference_low, '0123456789.') = '' AND reference_low <> '' AND substr(reference_low, 1, 1) <> '.' AND substr(reference_low, length(reference_low), 1) <> '.' AND length(replace(reference_low, '.', '')) >= length(reference_low) - 1), 
	CONSTRAINT ck_lab_result_value_decimal CHECK (ltrim(value, '0123456789.') = '' AND value <> '' AND substr(value, 1, 1) <> '.' AND substr(value, length(value), 1) <> '.' AND length(replace(value, '.', '')) >= length(value) - 1), 
	CONSTRAINT ck_lab_result_qualitative_value CHECK (qualitative IN ('raised', 'normal', 'low', 'falling', 'rising', 'positive', 'negative')), 
	CONSTRAINT fk_lab_result_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE lesion (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	organ TEXT NOT NULL, 
	site TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	multiple INTEGER NOT NULL, 
	treated_before INTEGER NOT NULL, 
	growth_shown INTEGER NOT NULL, 
	hypervascular INTEGER, 
	benign INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_lesion PRIMARY KEY (id), 
	CONSTRAINT ck_lesion_kind_value CHECK (kind IN ('mass', 'node', 'thrombus', 'effusion', 'ascites', 'bone', 'infiltrative', 'cystic', 'other')), 
	CONSTRAINT ck_lesion_benign_bool CHECK (benign IN (0, 1)), 
	CONSTRAINT ck_lesion_growth_shown_bool CHECK (growth_shown IN (0, 1)), 
	CONSTRAINT ck_lesion_hypervascular_bool CHECK (hypervascular IN (0, 1)), 
	CONSTRAINT ck_lesion_multiple_bool CHECK (multiple IN (0, 1)), 
	CONSTRAINT ck_lesion_treated_before_bool CHECK (treated_before IN (0, 1)), 
	CONSTRAINT fk_lesion_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE line_of_therapy (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_line_of_therapy PRIMARY KEY (id), 
	CONSTRAINT fk_line_of_therapy_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE measurement (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	lesion_id TEXT NOT NULL, 
	longest_mm TEXT, 
	short_axis_mm TEXT, 
	viable_mm TEXT, 
	state TEXT, 
	other_lesion_id TEXT, 
	trend TEXT, 
	cytology_positive INTEGER, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_measurement PRIMARY KEY (id), 
	CONSTRAINT ck_measurement_longest_mm_decimal CHECK (ltrim(longest_mm, '0123456789.') = '' AND longest_mm <> '' AND substr(longest_mm, 1, 1) <> '.' AND substr(longest_mm, length(longest_mm), 1) <> '.' AND length(replace(longest_mm, '.', '')) >= length(longest_mm) - 1), 
	CONSTRAINT ck_measurement_short_axis_mm_decimal CHECK (ltrim(short_axis_mm, '0123456789.') = '' AND short_axis_mm <> '' AND substr(short_axis_mm, 1, 1) <> '.' AND substr(short_axis_mm, length(short_axis_mm), 1) <> '.' AND length(replace(short_axis_mm, '.', '')) >= length(short_axis_mm) - 1), 
	CONSTRAINT ck_measurement_viable_mm_decimal CHECK (ltrim(viable_mm, '0123456789.') = '' AND viable_mm <> '' AND substr(viable_mm, 1, 1) <> '.' AND substr(viable_mm, length(viable_mm), 1) <> '.' AND length(replace(viable_mm, '.', '')) >= length(viable_mm) - 1), 
	CONSTRAINT ck_measurement_state_value CHECK (state IN ('absent', 'present', 'too-small', 'not-evaluable', 'progressed', 'equivocal', 'merged', 'split')), 
	CONSTRAINT ck_measurement_trend_value CHECK (trend IN ('smaller', 'unchanged', 'larger', 'nearly gone')), 
	CONSTRAINT ck_measurement_cytology_positive_bool CHECK (cytology_positive IN (0, 1)), 
	CONSTRAINT fk_measurement_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_measurement_lesion_id FOREIGN KEY(lesion_id) REFERENCES lesion (id), 
	CONSTRAINT fk_measurement_other_lesion_id FOREIGN KEY(other_lesion_id) REFERENCES lesion (id), 
	CONSTRAINT fk_measurement_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE outcome (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT, 
	kind TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_outcome PRIMARY KEY (id), 
	CONSTRAINT ck_outcome_kind_value CHECK (kind IN ('last follow-up', 'lost to follow-up', 'death')), 
	CONSTRAINT fk_outcome_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE pathology (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	procedure_id TEXT, 
	"on" TEXT NOT NULL, 
	site TEXT NOT NULL, 
	diameter_mm TEXT, 
	grade TEXT NOT NULL, 
	pattern TEXT NOT NULL, 
	microvascular_invasion TEXT NOT NULL, 
	macrovascular_invasion INTEGER, 
	nerve_invasion INTEGER, 
	necrosis INTEGER, 
	background_liver TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_pathology PRIMARY KEY (id), 
	CONSTRAINT ck_pathology_diameter_mm_decimal CHECK (ltrim(diameter_mm, '0123456789.') = '' AND diameter_mm <> '' AND substr(diameter_mm, 1, 1) <> '.' AND substr(diameter_mm, length(diameter_mm), 1) <> '.' AND length(replace(diameter_mm, '.', '')) >= length(diameter_mm) - 1), 
	CONSTRAINT ck_pathology_macrovascular_invasion_bool CHECK (macrovascular_invasion IN (0, 1)), 
	CONSTRAINT ck_pathology_necrosis_bool CHECK (necrosis IN (0, 1)), 
	CONSTRAINT ck_pathology_nerve_invasion_bool CHECK (nerve_invasion IN (0, 1)), 
	CONSTRAINT fk_pathology_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id), 
	CONSTRAINT fk_pathology_procedure_id FOREIGN KEY(procedure_id) REFERENCES procedure (id)
)
 STRICT;

CREATE TABLE patient (
	id TEXT NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	sex TEXT NOT NULL, 
	birth_on TEXT, 
	age_years INTEGER, 
	age_on TEXT, 
	aetiologies TEXT NOT NULL, 
	hbv TEXT, 
	hcv TEXT, 
	cirrhosis INTEGER, 
	time_axis TEXT NOT NULL, 
	day_zero_on TEXT, 
	day_zero_label TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_patient PRIMARY KEY (id), 
	CONSTRAINT ck_patient_hbv_value CHECK (hbv IN ('positive', 'negative')), 
	CONSTRAINT ck_patient_hcv_value CHECK (hcv IN ('positive', 'negative')), 
	CONSTRAINT ck_patient_sex_value CHECK (sex IN ('female', 'male', 'other', 'unknown')), 
	CONSTRAINT ck_patient_time_axis_value CHECK (time_axis IN ('calendar', 'relative')), 
	CONSTRAINT ck_patient_cirrhosis_bool CHECK (cirrhosis IN (0, 1))
)
 STRICT;

CREATE TABLE patient_search (
	patient_id TEXT NOT NULL, 
	code_key TEXT NOT NULL, 
	text_key TEXT NOT NULL, 
	CONSTRAINT pk_patient_search PRIMARY KEY (patient_id), 
	CONSTRAINT fk_patient_search_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id), 
	CONSTRAINT uq_patient_search_code_key UNIQUE (code_key)
)
 STRICT;

CREATE TABLE procedure (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	until_on TEXT, 
	site TEXT NOT NULL, 
	dose_gy TEXT, 
	n_fractions INTEGER, 
	agents TEXT NOT NULL, 
	approach TEXT NOT NULL, 
	stated_ordinal INTEGER, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_procedure PRIMARY KEY (id), 
	CONSTRAINT ck_procedure_dose_gy_decimal CHECK (ltrim(dose_gy, '0123456789.') = '' AND dose_gy <> '' AND substr(dose_gy, 1, 1) <> '.' AND substr(dose_gy, length(dose_gy), 1) <> '.' AND length(replace(dose_gy, '.', '')) >= length(dose_gy) - 1), 
	CONSTRAINT fk_procedure_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE reported_response (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	assessment_id TEXT, 
	"on" TEXT NOT NULL, 
	criteria TEXT NOT NULL, 
	category TEXT, 
	wording TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_reported_response PRIMARY KEY (id), 
	CONSTRAINT ck_reported_response_category_value CHECK (category IN ('CR', 'PR', 'SD', 'PD', 'NE', 'NON-CR/NON-PD', 'ND', 'iCR', 'iPR', 'iSD', 'iUPD', 'iCPD', 'NON-iCR/NON-iUPD', 'not applicable')), 
	CONSTRAINT ck_reported_response_criteria_value CHECK (criteria IN ('recist-1.1', 'mrecist', 'irecist', 'recist', 'not stated')), 
	CONSTRAINT fk_reported_response_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_reported_response_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE response_series (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	baseline_assessment_id TEXT NOT NULL, 
	line_id TEXT, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_response_series PRIMARY KEY (id), 
	CONSTRAINT fk_response_series_baseline_assessment_id FOREIGN KEY(baseline_assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_response_series_line_id FOREIGN KEY(line_id) REFERENCES line_of_therapy (id), 
	CONSTRAINT fk_response_series_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE scan (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	assessment_id TEXT NOT NULL, 
	modality TEXT NOT NULL, 
	phases TEXT NOT NULL, 
	region TEXT NOT NULL, 
	slice_thickness_mm TEXT, 
	source TEXT NOT NULL, study_uid TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_scan PRIMARY KEY (id), 
	CONSTRAINT ck_scan_slice_thickness_mm_decimal CHECK (ltrim(slice_thickness_mm, '0123456789.') = '' AND slice_thickness_mm <> '' AND substr(slice_thickness_mm, 1, 1) <> '.' AND substr(slice_thickness_mm, length(slice_thickness_mm), 1) <> '.' AND length(replace(slice_thickness_mm, '.', '')) >= length(slice_thickness_mm) - 1), 
	CONSTRAINT ck_scan_modality_value CHECK (modality IN ('CT', 'MRI', 'CEUS', 'US', 'PET/CT', 'bone scan', 'X-ray', 'clinical', 'imaging')), 
	CONSTRAINT fk_scan_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id), 
	CONSTRAINT fk_scan_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE series_lesion (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	series_id TEXT NOT NULL, 
	lesion_id TEXT NOT NULL, 
	role TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_series_lesion PRIMARY KEY (id), 
	CONSTRAINT ck_series_lesion_role_value CHECK (role IN ('target', 'non-target', 'new', 'not followed')), 
	CONSTRAINT fk_series_lesion_lesion_id FOREIGN KEY(lesion_id) REFERENCES lesion (id), 
	CONSTRAINT fk_series_lesion_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id), 
	CONSTRAINT fk_series_lesion_series_id FOREIGN KEY(series_id) REFERENCES response_series (id)
)
 STRICT;

CREATE TABLE staging (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	bclc TEXT, 
	cnlc TEXT, 
	ecog INTEGER, 
	child_pugh_class TEXT, 
	child_pugh_points INTEGER, 
	bilirubin_umol_l TEXT, 
	albumin_g_l TEXT, 
	inr TEXT, 
	ascites TEXT, 
	encephalopathy_grade INTEGER, 
	vp INTEGER, 
	vv INTEGER, 
	n_tumours INTEGER, 
	largest_mm TEXT, 
	extrahepatic_sites TEXT NOT NULL, 
	intrahepatic_metastasis INTEGER, 
	operable INTEGER, 
	differentiation TEXT NOT NULL, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_staging PRIMARY KEY (id), 
	CONSTRAINT ck_staging_ascites_value CHECK (ascites IN ('none', 'slight', 'moderate')), 
	CONSTRAINT ck_staging_albumin_g_l_decimal CHECK (ltrim(albumin_g_l, '0123456789.') = '' AND albumin_g_l <> '' AND substr(albumin_g_l, 1, 1) <> '.' AND substr(albumin_g_l, length(albumin_g_l), 1) <> '.' AND length(replace(albumin_g_l, '.', '')) >= length(albumin_g_l) - 1), 
	CONSTRAINT ck_staging_bilirubin_umol_l_decimal CHECK (ltrim(bilirubin_umol_l, '0123456789.') = '' AND bilirubin_umol_l <> '' AND substr(bilirubin_umol_l, 1, 1) <> '.' AND substr(bilirubin_umol_l, length(bilirubin_umol_l), 1) <> '.' AND length(replace(bilirubin_umol_l, '.', '')) >= length(bilirubin_umol_l) - 1), 
	CONSTRAINT ck_staging_inr_decimal CHECK (ltrim(inr, '0123456789.') = '' AND inr <> '' AND substr(inr, 1, 1) <> '.' AND substr(inr, length(inr), 1) <> '.' AND length(replace(inr, '.', '')) >= length(inr) - 1), 
	CONSTRAINT ck_staging_largest_mm_decimal CHECK (ltrim(largest_mm, '0123456789.') = '' AND largest_mm <> '' AND substr(largest_mm, 1, 1) <> '.' AND substr(largest_mm, length(largest_mm), 1) <> '.' AND length(replace(largest_mm, '.', '')) >= length(largest_mm) - 1), 
	CONSTRAINT ck_staging_intrahepatic_metastasis_bool CHECK (intrahepatic_metastasis IN (0, 1)), 
	CONSTRAINT ck_staging_operable_bool CHECK (operable IN (0, 1)), 
	CONSTRAINT fk_staging_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE TABLE statement (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	course_id TEXT, 
	reported_response_id TEXT, 
	procedure_kind TEXT NOT NULL, 
	analyte TEXT NOT NULL, 
	from_on TEXT, 
	to_on TEXT, 
	direction TEXT, 
	amount TEXT, 
	unit TEXT, 
	precision TEXT NOT NULL, 
	sex TEXT, 
	note TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_statement PRIMARY KEY (id), 
	CONSTRAINT ck_statement_kind_value CHECK (kind IN ('lab trend', 'duration', 'count', 'interruption', 'sex', 'age')), 
	CONSTRAINT ck_statement_direction_value CHECK (direction IN ('rising', 'falling', 'unchanged')), 
	CONSTRAINT ck_statement_amount_decimal CHECK (ltrim(amount, '0123456789.') = '' AND amount <> '' AND substr(amount, 1, 1) <> '.' AND substr(amount, length(amount), 1) <> '.' AND length(replace(amount, '.', '')) >= length(amount) - 1), 
	CONSTRAINT ck_statement_unit_value CHECK (unit IN ('day', 'week', 'month', 'year')), 
	CONSTRAINT ck_statement_precision_value CHECK (precision IN ('as stated', 'about', 'nearly', 'more than', 'less than')), 
	CONSTRAINT ck_statement_sex_value CHECK (sex IN ('female', 'male', 'other', 'unknown')), 
	CONSTRAINT fk_statement_course_id FOREIGN KEY(course_id) REFERENCES course (id), 
	CONSTRAINT fk_statement_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id), 
	CONSTRAINT fk_statement_reported_response_id FOREIGN KEY(reported_response_id) REFERENCES reported_response (id)
)
 STRICT;

CREATE TABLE store_meta (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_store_meta PRIMARY KEY ("key")
)
 STRICT;

CREATE TABLE visit (
	id TEXT NOT NULL, 
	patient_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	ecog INTEGER, 
	weight_kg TEXT, 
	note TEXT NOT NULL, 
	author TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT ck_visit_weight_kg_decimal CHECK (ltrim(weight_kg, '0123456789.') = '' AND weight_kg <> '' AND substr(weight_kg, 1, 1) <> '.' AND substr(weight_kg, length(weight_kg), 1) <> '.' AND length(replace(weight_kg, '.', '')) >= length(weight_kg) - 1), 
	CONSTRAINT fk_visit_patient_id FOREIGN KEY(patient_id) REFERENCES patient (id)
)
 STRICT;

CREATE INDEX ix_adverse_event_patient_id ON adverse_event (patient_id);

CREATE INDEX ix_assessment_patient_id ON assessment (patient_id);

CREATE INDEX ix_audit_event_patient_id ON audit_event (patient_id);

CREATE INDEX ix_change_entity_id ON change (entity_id);

CREATE INDEX ix_change_entry_id ON change (entry_id);

CREATE INDEX ix_change_patient_id ON change (patient_id);

CREATE INDEX ix_course_line_id ON course (line_id);

CREATE INDEX ix_course_patient_id ON course (patient_id);

CREATE INDEX ix_discrepancy_note_patient_id ON discrepancy_note (patient_id);

CREATE INDEX ix_dose_step_course_id ON dose_step (course_id);

CREATE INDEX ix_dose_step_patient_id ON dose_step (patient_id);

CREATE INDEX ix_hold_course_id ON hold (course_id);

CREATE INDEX ix_hold_patient_id ON hold (patient_id);

CREATE INDEX ix_lab_result_analyte ON lab_result (analyte, unit, laboratory, id);

CREATE INDEX ix_lab_result_patient_id ON lab_result (patient_id);

CREATE INDEX ix_lesion_patient_id ON lesion (patient_id);

CREATE INDEX ix_line_of_therapy_patient_id ON line_of_therapy (patient_id);

CREATE INDEX ix_measurement_assessment_id ON measurement (assessment_id);

CREATE INDEX ix_measurement_lesion_id ON measurement (lesion_id);

CREATE INDEX ix_measurement_other_lesion_id ON measurement (other_lesion_id);

CREATE INDEX ix_measurement_patient_id ON measurement (patient_id);

CREATE INDEX ix_outcome_patient_id ON outcome (patient_id);

CREATE INDEX ix_pathology_patient_id ON pathology (patient_id);

CREATE INDEX ix_pathology_procedure_id ON pathology (procedure_id);

CREATE INDEX ix_procedure_patient_id ON procedure (patient_id);

CREATE INDEX ix_reported_response_assessment_id ON reported_response (assessment_id);

CREATE INDEX ix_reported_response_patient_id ON reported_response (patient_id);

CREATE INDEX ix_response_series_baseline_assessment_id ON response_series (baseline_assessment_id);

CREATE INDEX ix_response_series_line_id ON response_series (line_id);

CREATE INDEX ix_response_series_patient_id ON response_series (patient_id);

CREATE INDEX ix_scan_assessment_id ON scan (assessment_id);

CREATE INDEX ix_scan_patient_id ON scan (patient_id);

CREATE INDEX ix_series_lesion_lesion_id ON series_lesion (lesion_id);

CREATE INDEX ix_series_lesion_patient_id ON series_lesion (patient_id);

CREATE INDEX ix_series_lesion_series_id ON series_lesion (series_id);

CREATE INDEX ix_staging_patient_id ON staging (patient_id);

CREATE INDEX ix_statement_course_id ON statement (course_id);

CREATE INDEX ix_statement_patient_id ON statement (patient_id);

CREATE INDEX ix_statement_reported_response_id ON statement (reported_response_id);

CREATE INDEX ix_visit_patient_id ON visit (patient_id);
