"""Format 9, and its conversion to format 10."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from sqlalchemy import Connection

SCHEMA: Final = """
CREATE TABLE residential (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    starts DATE,
    uid VARCHAR(36) NOT NULL,
    carried TEXT NOT NULL,
    CONSTRAINT pk_residential PRIMARY KEY (id),
    CONSTRAINT uq_residential_uid UNIQUE (uid),
    CONSTRAINT ck_residential_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_residential_place CHECK (NOT ("place" IS NULL OR typeof("place") <> 'text' OR length("place") > 2000 OR instr("place", char(0)) > 0)),
    CONSTRAINT ck_residential_starts CHECK (NOT ("starts" IS NOT NULL AND (typeof("starts") <> 'text' OR "starts" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "starts" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("starts", '+0 days') IS NOT "starts"))),
    CONSTRAINT ck_residential_uid CHECK (NOT ("uid" IS NULL OR typeof("uid") <> 'text' OR "uid" NOT GLOB '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]')),
    CONSTRAINT ck_residential_carried CHECK (NOT ("carried" IS NULL OR typeof("carried") <> 'text' OR length("carried") > 20000 OR instr("carried", char(0)) > 0))
);
CREATE TABLE block (
    id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    track TEXT NOT NULL,
    position INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    locked_at INTEGER,
    minimum INTEGER,
    optional BOOLEAN NOT NULL,
    buffer BOOLEAN NOT NULL,
    protected BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    lead TEXT NOT NULL,
    materials TEXT NOT NULL,
    category TEXT NOT NULL,
    room TEXT NOT NULL,
    notes TEXT NOT NULL,
    attribution TEXT NOT NULL,
    carried TEXT NOT NULL,
    added INTEGER NOT NULL,
    started_at DATETIME,
    ended_at DATETIME,
    paused_at DATETIME,
    paused_seconds INTEGER NOT NULL,
    CONSTRAINT pk_block PRIMARY KEY (id),
    CONSTRAINT ck_block_day CHECK (NOT ("day" IS NULL OR typeof("day") <> 'integer' OR "day" NOT BETWEEN 1 AND 31)),
    CONSTRAINT ck_block_track CHECK (NOT ("track" IS NULL OR typeof("track") <> 'text' OR length("track") > 2000 OR instr("track", char(0)) > 0)),
    CONSTRAINT ck_block_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_block_minutes CHECK (NOT ("minutes" IS NULL OR typeof("minutes") <> 'integer' OR "minutes" NOT BETWEEN 0 AND 1439)),
    CONSTRAINT ck_block_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_block_place CHECK (NOT ("place" IS NULL OR typeof("place") <> 'text' OR length("place") > 2000 OR instr("place", char(0)) > 0)),
    CONSTRAINT ck_block_locked_at CHECK (NOT ("locked_at" IS NOT NULL AND (typeof("locked_at") <> 'integer' OR "locked_at" NOT BETWEEN 0 AND 1439))),
    CONSTRAINT ck_block_minimum CHECK (NOT ("minimum" IS NOT NULL AND (typeof("minimum") <> 'integer' OR "minimum" NOT BETWEEN 0 AND 1439))),
    CONSTRAINT ck_block_optional CHECK (NOT ("optional" IS NULL OR typeof("optional") <> 'integer' OR "optional" NOT IN (0, 1))),
    CONSTRAINT ck_block_buffer CHECK (NOT ("buffer" IS NULL OR typeof("buffer") <> 'integer' OR "buffer" NOT IN (0, 1))),
    CONSTRAINT ck_block_protected CHECK (NOT ("protected" IS NULL OR typeof("protected") <> 'integer' OR "protected" NOT IN (0, 1))),
    CONSTRAINT ck_block_purpose CHECK (NOT ("purpose" IS NULL OR typeof("purpose") <> 'text' OR length("purpose") > 20000 OR instr("purpose", char(0)) > 0)),
    CONSTRAINT ck_block_lead CHECK (NOT ("lead" IS NULL OR typeof("lead") <> 'text' OR length("lead") > 2000 OR instr("lead", char(0)) > 0)),
    CONSTRAINT ck_block_materials CHECK (NOT ("materials" IS NULL OR typeof("materials") <> 'text' OR length("materials") > 20000 OR instr("materials", char(0)) > 0)),
    CONSTRAINT ck_block_category CHECK (NOT ("category" IS NULL OR typeof("category") <> 'text' OR "category" NOT IN ('', 'plain', 'river', 'leaf', 'sun', 'rose', 'plum'))),
    CONSTRAINT ck_block_room CHECK (NOT ("room" IS NULL OR typeof("room") <> 'text' OR length("room") > 2000 OR instr("room", char(0)) > 0)),
    CONSTRAINT ck_block_notes CHECK (NOT ("notes" IS NULL OR typeof("notes") <> 'text' OR length("notes") > 20000 OR instr("notes", char(0)) > 0)),
    CONSTRAINT ck_block_attribution CHECK (NOT ("attribution" IS NULL OR typeof("attribution") <> 'text' OR "attribution" NOT IN ('', 'open', 'ask', 'chatham'))),
    CONSTRAINT ck_block_carried CHECK (NOT ("carried" IS NULL OR typeof("carried") <> 'text' OR length("carried") > 20000 OR instr("carried", char(0)) > 0)),
    CONSTRAINT ck_block_added CHECK (NOT ("added" IS NULL OR typeof("added") <> 'integer' OR "added" NOT BETWEEN -10000 AND 10000)),
    CONSTRAINT ck_block_started_at CHECK (NOT ("started_at" IS NOT NULL AND (typeof("started_at") <> 'text' OR "started_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "started_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("started_at", 1, 19), '+0 days') IS NOT substr("started_at", 1, 19)))),
    CONSTRAINT ck_block_ended_at CHECK (NOT ("ended_at" IS NOT NULL AND (typeof("ended_at") <> 'text' OR "ended_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "ended_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("ended_at", 1, 19), '+0 days') IS NOT substr("ended_at", 1, 19)))),
    CONSTRAINT ck_block_paused_at CHECK (NOT ("paused_at" IS NOT NULL AND (typeof("paused_at") <> 'text' OR "paused_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "paused_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("paused_at", 1, 19), '+0 days') IS NOT substr("paused_at", 1, 19)))),
    CONSTRAINT ck_block_paused_seconds CHECK (NOT ("paused_seconds" IS NULL OR typeof("paused_seconds") <> 'integer' OR "paused_seconds" NOT BETWEEN 0 AND 100000000))
);
CREATE TABLE code (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    parent_id INTEGER,
    merged_into_id INTEGER,
    codable BOOLEAN NOT NULL,
    refi_colour TEXT NOT NULL,
    position INTEGER NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_code PRIMARY KEY (id),
    CONSTRAINT fk_code_parent_id_code FOREIGN KEY(parent_id) REFERENCES code (id),
    CONSTRAINT fk_code_merged_into_id_code FOREIGN KEY(merged_into_id) REFERENCES code (id),
    CONSTRAINT uq_code_uid UNIQUE (uid),
    CONSTRAINT ck_code_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_code_description CHECK (NOT ("description" IS NULL OR typeof("description") <> 'text' OR length("description") > 20000 OR instr("description", char(0)) > 0)),
    CONSTRAINT ck_code_codable CHECK (NOT ("codable" IS NULL OR typeof("codable") <> 'integer' OR "codable" NOT IN (0, 1))),
    CONSTRAINT ck_code_refi_colour CHECK (NOT ("refi_colour" IS NULL OR typeof("refi_colour") <> 'text' OR length("refi_colour") > 2000 OR instr("refi_colour", char(0)) > 0)),
    CONSTRAINT ck_code_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_code_uid CHECK (NOT ("uid" IS NULL OR typeof("uid") <> 'text' OR "uid" NOT GLOB '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'))
);
CREATE INDEX ix_code_merged_into_id ON code (merged_into_id);
CREATE INDEX ix_code_parent_id ON code (parent_id);
CREATE TABLE organisation (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    initiative TEXT NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT uq_organisation_name UNIQUE (name),
    CONSTRAINT ck_organisation_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_organisation_region CHECK (NOT ("region" IS NULL OR typeof("region") <> 'text' OR length("region") > 2000 OR instr("region", char(0)) > 0)),
    CONSTRAINT ck_organisation_initiative CHECK (NOT ("initiative" IS NULL OR typeof("initiative") <> 'text' OR length("initiative") > 2000 OR instr("initiative", char(0)) > 0))
);
CREATE TABLE prompt (
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    script TEXT NOT NULL,
    CONSTRAINT pk_prompt PRIMARY KEY (id),
    CONSTRAINT ck_prompt_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_prompt_question CHECK (NOT ("question" IS NULL OR typeof("question") <> 'text' OR length("question") > 2000 OR instr("question", char(0)) > 0)),
    CONSTRAINT ck_prompt_script CHECK (NOT ("script" IS NULL OR typeof("script") <> 'text' OR length("script") > 20000 OR instr("script", char(0)) > 0))
);
CREATE TABLE map (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    seat_table TEXT NOT NULL,
    position INTEGER NOT NULL,
    snapshot_of INTEGER,
    taken_at DATETIME,
    carried TEXT NOT NULL,
    CONSTRAINT pk_map PRIMARY KEY (id),
    CONSTRAINT fk_map_snapshot_of_map FOREIGN KEY(snapshot_of) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT ck_map_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_map_seat_table CHECK (NOT ("seat_table" IS NULL OR typeof("seat_table") <> 'text' OR length("seat_table") > 2000 OR instr("seat_table", char(0)) > 0)),
    CONSTRAINT ck_map_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_map_taken_at CHECK (NOT ("taken_at" IS NOT NULL AND (typeof("taken_at") <> 'text' OR "taken_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "taken_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("taken_at", 1, 19), '+0 days') IS NOT substr("taken_at", 1, 19)))),
    CONSTRAINT ck_map_carried CHECK (NOT ("carried" IS NULL OR typeof("carried") <> 'text' OR length("carried") > 2000000 OR instr("carried", char(0)) > 0))
);
CREATE INDEX ix_map_snapshot_of ON map (snapshot_of);
CREATE TABLE history (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT pk_history PRIMARY KEY (id),
    CONSTRAINT ck_history_at CHECK (NOT ("at" IS NULL OR typeof("at") <> 'text' OR "at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("at", 1, 19), '+0 days') IS NOT substr("at", 1, 19))),
    CONSTRAINT ck_history_label CHECK (NOT ("label" IS NULL OR typeof("label") <> 'text' OR length("label") > 2000 OR instr("label", char(0)) > 0))
);
CREATE TABLE stamp (
    id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    changes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_stamp PRIMARY KEY (id),
    CONSTRAINT ck_stamp_identity CHECK (NOT ("identity" IS NULL OR typeof("identity") <> 'text' OR length("identity") > 2000 OR instr("identity", char(0)) > 0)),
    CONSTRAINT ck_stamp_changes CHECK (NOT ("changes" IS NULL OR typeof("changes") <> 'integer' OR "changes" NOT BETWEEN 0 AND 4611686018427387904)),
    CONSTRAINT ck_stamp_digest CHECK (NOT ("digest" IS NULL OR typeof("digest") <> 'text' OR length("digest") > 2000 OR instr("digest", char(0)) > 0))
);
CREATE TABLE theme (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    merged_into_id INTEGER,
    CONSTRAINT pk_theme PRIMARY KEY (id),
    CONSTRAINT fk_theme_merged_into_id_theme FOREIGN KEY(merged_into_id) REFERENCES theme (id),
    CONSTRAINT ck_theme_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_theme_description CHECK (NOT ("description" IS NULL OR typeof("description") <> 'text' OR length("description") > 20000 OR instr("description", char(0)) > 0)),
    CONSTRAINT ck_theme_state CHECK (NOT ("state" IS NULL OR typeof("state") <> 'text' OR "state" NOT IN ('candidate', 'on the ballot', 'chosen', 'parked', 'merged'))),
    CONSTRAINT ck_theme_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000))
);
CREATE TABLE ballot (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    method TEXT NOT NULL,
    dots INTEGER NOT NULL,
    cap INTEGER NOT NULL,
    seats INTEGER NOT NULL,
    rule TEXT NOT NULL,
    depth INTEGER NOT NULL,
    budget INTEGER,
    secret BOOLEAN NOT NULL,
    electorate TEXT NOT NULL,
    withdrawn TEXT NOT NULL,
    shuffled BOOLEAN NOT NULL,
    tie_rule TEXT NOT NULL,
    seed INTEGER,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    from_file BOOLEAN NOT NULL,
    checked INTEGER NOT NULL,
    reopened TEXT NOT NULL,
    runoff_of_id INTEGER,
    CONSTRAINT pk_ballot PRIMARY KEY (id),
    CONSTRAINT uq_ballot_name UNIQUE (name),
    CONSTRAINT fk_ballot_runoff_of_id_ballot FOREIGN KEY(runoff_of_id) REFERENCES ballot (id) ON DELETE SET NULL,
    CONSTRAINT ck_ballot_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_ballot_question CHECK (NOT ("question" IS NULL OR typeof("question") <> 'text' OR length("question") > 20000 OR instr("question", char(0)) > 0)),
    CONSTRAINT ck_ballot_method CHECK (NOT ("method" IS NULL OR typeof("method") <> 'text' OR "method" NOT IN ('dots', 'approval', 'score', 'ranked'))),
    CONSTRAINT ck_ballot_dots CHECK (NOT ("dots" IS NULL OR typeof("dots") <> 'integer' OR "dots" NOT BETWEEN 1 AND 1000000)),
    CONSTRAINT ck_ballot_cap CHECK (NOT ("cap" IS NULL OR typeof("cap") <> 'integer' OR "cap" NOT BETWEEN 1 AND 1000000)),
    CONSTRAINT ck_ballot_seats CHECK (NOT ("seats" IS NULL OR typeof("seats") <> 'integer' OR "seats" NOT BETWEEN 1 AND 1000000)),
    CONSTRAINT ck_ballot_rule CHECK (NOT ("rule" IS NULL OR typeof("rule") <> 'text' OR "rule" NOT IN ('most-votes', 'approval', 'score', 'majority-judgement', 'borda', 'instant-runoff', 'stv', 'schulze', 'equal-shares', 'phragmen'))),
    CONSTRAINT ck_ballot_depth CHECK (NOT ("depth" IS NULL OR typeof("depth") <> 'integer' OR "depth" NOT BETWEEN 1 AND 1000000)),
    CONSTRAINT ck_ballot_budget CHECK (NOT ("budget" IS NOT NULL AND (typeof("budget") <> 'integer' OR "budget" NOT BETWEEN 1 AND 1000000000000))),
    CONSTRAINT ck_ballot_secret CHECK (NOT ("secret" IS NULL OR typeof("secret") <> 'integer' OR "secret" NOT IN (0, 1))),
    CONSTRAINT ck_ballot_electorate CHECK (NOT ("electorate" IS NULL OR typeof("electorate") <> 'text' OR "electorate" NOT IN ('listed', 'present', 'organisations'))),
    CONSTRAINT ck_ballot_withdrawn CHECK (NOT ("withdrawn" IS NULL OR typeof("withdrawn") <> 'text' OR "withdrawn" NOT IN ('counts', 'left out'))),
    CONSTRAINT ck_ballot_shuffled CHECK (NOT ("shuffled" IS NULL OR typeof("shuffled") <> 'integer' OR "shuffled" NOT IN (0, 1))),
    CONSTRAINT ck_ballot_tie_rule CHECK (NOT ("tie_rule" IS NULL OR typeof("tie_rule") <> 'text' OR "tie_rule" NOT IN ('keep both', 'run-off', 'lots'))),
    CONSTRAINT ck_ballot_seed CHECK (NOT ("seed" IS NOT NULL AND (typeof("seed") <> 'integer' OR "seed" NOT BETWEEN 0 AND 1000000000))),
    CONSTRAINT ck_ballot_state CHECK (NOT ("state" IS NULL OR typeof("state") <> 'text' OR "state" NOT IN ('draft', 'open', 'closed', 'revealed'))),
    CONSTRAINT ck_ballot_version CHECK (NOT ("version" IS NULL OR typeof("version") <> 'integer' OR "version" NOT BETWEEN 1 AND 1000000)),
    CONSTRAINT ck_ballot_issued CHECK (NOT ("issued" IS NULL OR typeof("issued") <> 'integer' OR "issued" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_ballot_returned CHECK (NOT ("returned" IS NULL OR typeof("returned") <> 'integer' OR "returned" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_ballot_from_file CHECK (NOT ("from_file" IS NULL OR typeof("from_file") <> 'integer' OR "from_file" NOT IN (0, 1))),
    CONSTRAINT ck_ballot_checked CHECK (NOT ("checked" IS NULL OR typeof("checked") <> 'integer' OR "checked" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_ballot_reopened CHECK (NOT ("reopened" IS NULL OR typeof("reopened") <> 'text' OR length("reopened") > 20000 OR instr("reopened", char(0)) > 0))
);
CREATE TABLE placing_rules (
    id INTEGER NOT NULL,
    minimum INTEGER NOT NULL,
    maximum INTEGER NOT NULL,
    per_organisation INTEGER,
    needs_lead BOOLEAN NOT NULL,
    CONSTRAINT pk_placing_rules PRIMARY KEY (id),
    CONSTRAINT ck_placing_rules_minimum CHECK (NOT ("minimum" IS NULL OR typeof("minimum") <> 'integer' OR "minimum" NOT BETWEEN 1 AND 10000)),
    CONSTRAINT ck_placing_rules_maximum CHECK (NOT ("maximum" IS NULL OR typeof("maximum") <> 'integer' OR "maximum" NOT BETWEEN 1 AND 10000)),
    CONSTRAINT ck_placing_rules_per_organisation CHECK (NOT ("per_organisation" IS NOT NULL AND (typeof("per_organisation") <> 'integer' OR "per_organisation" NOT BETWEEN 1 AND 10000))),
    CONSTRAINT ck_placing_rules_needs_lead CHECK (NOT ("needs_lead" IS NULL OR typeof("needs_lead") <> 'integer' OR "needs_lead" NOT IN (0, 1)))
);
CREATE TABLE step_timer (
    id INTEGER NOT NULL,
    block_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    gone INTEGER NOT NULL,
    since DATETIME,
    CONSTRAINT pk_step_timer PRIMARY KEY (id),
    CONSTRAINT fk_step_timer_block_id_block FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE CASCADE,
    CONSTRAINT ck_step_timer_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_step_timer_gone CHECK (NOT ("gone" IS NULL OR typeof("gone") <> 'integer' OR "gone" NOT BETWEEN 0 AND 100000000)),
    CONSTRAINT ck_step_timer_since CHECK (NOT ("since" IS NOT NULL AND (typeof("since") <> 'text' OR "since" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "since" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("since", 1, 19), '+0 days') IS NOT substr("since", 1, 19))))
);
CREATE INDEX ix_step_timer_block_id ON step_timer (block_id);
CREATE TABLE visit (
    id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    day DATE,
    met TEXT NOT NULL,
    consent TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_visit PRIMARY KEY (id),
    CONSTRAINT fk_visit_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    CONSTRAINT ck_visit_day CHECK (NOT ("day" IS NOT NULL AND (typeof("day") <> 'text' OR "day" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "day" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("day", '+0 days') IS NOT "day"))),
    CONSTRAINT ck_visit_met CHECK (NOT ("met" IS NULL OR typeof("met") <> 'text' OR length("met") > 20000 OR instr("met", char(0)) > 0)),
    CONSTRAINT ck_visit_consent CHECK (NOT ("consent" IS NULL OR typeof("consent") <> 'text' OR "consent" NOT IN ('named', 'cohort', 'never'))),
    CONSTRAINT ck_visit_note CHECK (NOT ("note" IS NULL OR typeof("note") <> 'text' OR length("note") > 20000 OR instr("note", char(0)) > 0))
);
CREATE INDEX ix_visit_organisation_id ON visit (organisation_id);
CREATE TABLE participant (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    organisation_id INTEGER,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    region TEXT NOT NULL,
    willing_to_lead BOOLEAN NOT NULL,
    photo TEXT NOT NULL,
    attribution TEXT NOT NULL,
    directory TEXT NOT NULL,
    uid VARCHAR(36) NOT NULL,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT fk_participant_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    CONSTRAINT uq_participant_uid UNIQUE (uid),
    CONSTRAINT ck_participant_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_participant_role CHECK (NOT ("role" IS NULL OR typeof("role") <> 'text' OR length("role") > 2000 OR instr("role", char(0)) > 0)),
    CONSTRAINT ck_participant_email CHECK (NOT ("email" IS NULL OR typeof("email") <> 'text' OR length("email") > 2000 OR instr("email", char(0)) > 0)),
    CONSTRAINT ck_participant_region CHECK (NOT ("region" IS NULL OR typeof("region") <> 'text' OR length("region") > 2000 OR instr("region", char(0)) > 0)),
    CONSTRAINT ck_participant_willing_to_lead CHECK (NOT ("willing_to_lead" IS NULL OR typeof("willing_to_lead") <> 'integer' OR "willing_to_lead" NOT IN (0, 1))),
    CONSTRAINT ck_participant_photo CHECK (NOT ("photo" IS NULL OR typeof("photo") <> 'text' OR "photo" NOT IN ('', 'yes', 'no'))),
    CONSTRAINT ck_participant_attribution CHECK (NOT ("attribution" IS NULL OR typeof("attribution") <> 'text' OR "attribution" NOT IN ('', 'yes', 'no'))),
    CONSTRAINT ck_participant_directory CHECK (NOT ("directory" IS NULL OR typeof("directory") <> 'text' OR "directory" NOT IN ('', 'yes', 'no'))),
    CONSTRAINT ck_participant_uid CHECK (NOT ("uid" IS NULL OR typeof("uid") <> 'text' OR "uid" NOT GLOB '[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'))
);
CREATE INDEX ix_participant_name ON participant (name);
CREATE INDEX ix_participant_organisation_id ON participant (organisation_id);
CREATE TABLE prompt_option (
    id INTEGER NOT NULL,
    prompt_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_prompt_option PRIMARY KEY (id),
    CONSTRAINT fk_prompt_option_prompt_id_prompt FOREIGN KEY(prompt_id) REFERENCES prompt (id) ON DELETE CASCADE,
    CONSTRAINT ck_prompt_option_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_prompt_option_label CHECK (NOT ("label" IS NULL OR typeof("label") <> 'text' OR length("label") > 2000 OR instr("label", char(0)) > 0)),
    CONSTRAINT ck_prompt_option_count CHECK (NOT ("count" IS NULL OR typeof("count") <> 'integer' OR "count" NOT BETWEEN 0 AND 9999))
);
CREATE INDEX ix_prompt_option_prompt_id ON prompt_option (prompt_id);
CREATE TABLE factor (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    x FLOAT NOT NULL,
    y FLOAT NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    locked BOOLEAN NOT NULL,
    carried TEXT NOT NULL,
    CONSTRAINT pk_factor PRIMARY KEY (id),
    CONSTRAINT fk_factor_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT ck_factor_label CHECK (NOT ("label" IS NULL OR typeof("label") <> 'text' OR length("label") > 2000 OR instr("label", char(0)) > 0)),
    CONSTRAINT ck_factor_x CHECK (NOT ("x" IS NULL OR typeof("x") NOT IN ('real', 'integer') OR "x" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_factor_y CHECK (NOT ("y" IS NULL OR typeof("y") NOT IN ('real', 'integer') OR "y" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_factor_colour CHECK (NOT ("colour" IS NULL OR typeof("colour") <> 'text' OR "colour" NOT IN ('', 'river', 'leaf', 'sun', 'rose', 'plum'))),
    CONSTRAINT ck_factor_note CHECK (NOT ("note" IS NULL OR typeof("note") <> 'text' OR length("note") > 20000 OR instr("note", char(0)) > 0)),
    CONSTRAINT ck_factor_locked CHECK (NOT ("locked" IS NULL OR typeof("locked") <> 'integer' OR "locked" NOT IN (0, 1))),
    CONSTRAINT ck_factor_carried CHECK (NOT ("carried" IS NULL OR typeof("carried") <> 'text' OR length("carried") > 2000000 OR instr("carried", char(0)) > 0))
);
CREATE INDEX ix_factor_map_id ON factor (map_id);
CREATE TABLE zone (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    x FLOAT NOT NULL,
    y FLOAT NOT NULL,
    width FLOAT NOT NULL,
    height FLOAT NOT NULL,
    colour TEXT NOT NULL,
    CONSTRAINT pk_zone PRIMARY KEY (id),
    CONSTRAINT fk_zone_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT ck_zone_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_zone_x CHECK (NOT ("x" IS NULL OR typeof("x") NOT IN ('real', 'integer') OR "x" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_zone_y CHECK (NOT ("y" IS NULL OR typeof("y") NOT IN ('real', 'integer') OR "y" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_zone_width CHECK (NOT ("width" IS NULL OR typeof("width") NOT IN ('real', 'integer') OR "width" NOT BETWEEN 1.0 AND 1000000.0)),
    CONSTRAINT ck_zone_height CHECK (NOT ("height" IS NULL OR typeof("height") NOT IN ('real', 'integer') OR "height" NOT BETWEEN 1.0 AND 1000000.0)),
    CONSTRAINT ck_zone_colour CHECK (NOT ("colour" IS NULL OR typeof("colour") <> 'text' OR "colour" NOT IN ('', 'river', 'leaf', 'sun', 'rose', 'plum')))
);
CREATE INDEX ix_zone_map_id ON zone (map_id);
CREATE TABLE map_note (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    x FLOAT NOT NULL,
    y FLOAT NOT NULL,
    CONSTRAINT pk_map_note PRIMARY KEY (id),
    CONSTRAINT fk_map_note_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT ck_map_note_text CHECK (NOT ("text" IS NULL OR typeof("text") <> 'text' OR length("text") > 20000 OR instr("text", char(0)) > 0)),
    CONSTRAINT ck_map_note_x CHECK (NOT ("x" IS NULL OR typeof("x") NOT IN ('real', 'integer') OR "x" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_map_note_y CHECK (NOT ("y" IS NULL OR typeof("y") NOT IN ('real', 'integer') OR "y" NOT BETWEEN -1000000.0 AND 1000000.0))
);
CREATE INDEX ix_map_note_map_id ON map_note (map_id);
CREATE TABLE loop_name (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    story TEXT NOT NULL,
    CONSTRAINT pk_loop_name PRIMARY KEY (id),
    CONSTRAINT fk_loop_name_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT ck_loop_name_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_loop_name_number CHECK (NOT ("number" IS NULL OR typeof("number") <> 'integer' OR "number" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_loop_name_story CHECK (NOT ("story" IS NULL OR typeof("story") <> 'text' OR length("story") > 20000 OR instr("story", char(0)) > 0))
);
CREATE INDEX ix_loop_name_map_id ON loop_name (map_id);
CREATE TABLE ballot_option (
    id INTEGER NOT NULL,
    ballot_id INTEGER NOT NULL,
    cost INTEGER,
    number INTEGER NOT NULL,
    wording TEXT NOT NULL,
    theme_id INTEGER,
    CONSTRAINT pk_ballot_option PRIMARY KEY (id),
    CONSTRAINT uq_ballot_option_ballot_id_number UNIQUE (ballot_id, number),
    CONSTRAINT fk_ballot_option_ballot_id_ballot FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
    CONSTRAINT fk_ballot_option_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id),
    CONSTRAINT ck_ballot_option_cost CHECK (NOT ("cost" IS NOT NULL AND (typeof("cost") <> 'integer' OR "cost" NOT BETWEEN 1 AND 1000000000000))),
    CONSTRAINT ck_ballot_option_number CHECK (NOT ("number" IS NULL OR typeof("number") <> 'integer' OR "number" NOT BETWEEN 1 AND 10000)),
    CONSTRAINT ck_ballot_option_wording CHECK (NOT ("wording" IS NULL OR typeof("wording") <> 'text' OR length("wording") > 2000 OR instr("wording", char(0)) > 0))
);
CREATE TABLE small_group_round (
    id INTEGER NOT NULL,
    block_id INTEGER,
    title TEXT NOT NULL,
    position INTEGER NOT NULL,
    size INTEGER NOT NULL,
    held BOOLEAN NOT NULL,
    CONSTRAINT pk_small_group_round PRIMARY KEY (id),
    CONSTRAINT fk_small_group_round_block_id_block FOREIGN KEY(block_id) REFERENCES block (id) ON DELETE SET NULL,
    CONSTRAINT ck_small_group_round_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_small_group_round_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_small_group_round_size CHECK (NOT ("size" IS NULL OR typeof("size") <> 'integer' OR "size" NOT BETWEEN 2 AND 1000)),
    CONSTRAINT ck_small_group_round_held CHECK (NOT ("held" IS NULL OR typeof("held") <> 'integer' OR "held" NOT IN (0, 1)))
);
CREATE INDEX ix_small_group_round_block_id ON small_group_round (block_id);
CREATE TABLE timer_step (
    id INTEGER NOT NULL,
    timer_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    CONSTRAINT pk_timer_step PRIMARY KEY (id),
    CONSTRAINT fk_timer_step_timer_id_step_timer FOREIGN KEY(timer_id) REFERENCES step_timer (id) ON DELETE CASCADE,
    CONSTRAINT ck_timer_step_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_timer_step_name CHECK (NOT ("name" IS NULL OR typeof("name") <> 'text' OR length("name") > 2000 OR instr("name", char(0)) > 0)),
    CONSTRAINT ck_timer_step_seconds CHECK (NOT ("seconds" IS NULL OR typeof("seconds") <> 'integer' OR "seconds" NOT BETWEEN 1 AND 86400))
);
CREATE INDEX ix_timer_step_timer_id ON timer_step (timer_id);
CREATE TABLE finding (
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    wording TEXT NOT NULL,
    kind_name TEXT NOT NULL,
    organisation_id INTEGER,
    visit_id INTEGER,
    quote TEXT NOT NULL,
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    noted_by TEXT NOT NULL,
    use TEXT NOT NULL,
    standing TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (id),
    CONSTRAINT fk_finding_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    CONSTRAINT fk_finding_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE SET NULL,
    CONSTRAINT ck_finding_text CHECK (NOT ("text" IS NULL OR typeof("text") <> 'text' OR length("text") > 20000 OR instr("text", char(0)) > 0)),
    CONSTRAINT ck_finding_wording CHECK (NOT ("wording" IS NULL OR typeof("wording") <> 'text' OR length("wording") > 20000 OR instr("wording", char(0)) > 0)),
    CONSTRAINT ck_finding_kind_name CHECK (NOT ("kind_name" IS NULL OR typeof("kind_name") <> 'text' OR length("kind_name") > 2000 OR instr("kind_name", char(0)) > 0)),
    CONSTRAINT ck_finding_quote CHECK (NOT ("quote" IS NULL OR typeof("quote") <> 'text' OR length("quote") > 20000 OR instr("quote", char(0)) > 0)),
    CONSTRAINT ck_finding_role CHECK (NOT ("role" IS NULL OR typeof("role") <> 'text' OR length("role") > 2000 OR instr("role", char(0)) > 0)),
    CONSTRAINT ck_finding_source CHECK (NOT ("source" IS NULL OR typeof("source") <> 'text' OR length("source") > 2000 OR instr("source", char(0)) > 0)),
    CONSTRAINT ck_finding_noted_by CHECK (NOT ("noted_by" IS NULL OR typeof("noted_by") <> 'text' OR length("noted_by") > 2000 OR instr("noted_by", char(0)) > 0)),
    CONSTRAINT ck_finding_use CHECK (NOT ("use" IS NULL OR typeof("use") <> 'text' OR "use" NOT IN ('named', 'cohort', 'never'))),
    CONSTRAINT ck_finding_standing CHECK (NOT ("standing" IS NULL OR typeof("standing") <> 'text' OR "standing" NOT IN ('', 'confirmed', 'amended', 'disputed'))),
    CONSTRAINT ck_finding_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000))
);
CREATE INDEX ix_finding_organisation_id ON finding (organisation_id);
CREATE INDEX ix_finding_visit_id ON finding (visit_id);
CREATE TABLE consent_record (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    consent TEXT NOT NULL,
    answer TEXT NOT NULL,
    conditional BOOLEAN NOT NULL,
    words TEXT NOT NULL,
    file TEXT NOT NULL,
    title TEXT NOT NULL,
    noted DATE NOT NULL,
    CONSTRAINT pk_consent_record PRIMARY KEY (id),
    CONSTRAINT fk_consent_record_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_consent_record_consent CHECK (NOT ("consent" IS NULL OR typeof("consent") <> 'text' OR "consent" NOT IN ('photo', 'attribution', 'directory', 'willing to lead'))),
    CONSTRAINT ck_consent_record_answer CHECK (NOT ("answer" IS NULL OR typeof("answer") <> 'text' OR "answer" NOT IN ('', 'yes', 'no'))),
    CONSTRAINT ck_consent_record_conditional CHECK (NOT ("conditional" IS NULL OR typeof("conditional") <> 'integer' OR "conditional" NOT IN (0, 1))),
    CONSTRAINT ck_consent_record_words CHECK (NOT ("words" IS NULL OR typeof("words") <> 'text' OR length("words") > 20000 OR instr("words", char(0)) > 0)),
    CONSTRAINT ck_consent_record_file CHECK (NOT ("file" IS NULL OR typeof("file") <> 'text' OR length("file") > 20000 OR instr("file", char(0)) > 0)),
    CONSTRAINT ck_consent_record_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 20000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_consent_record_noted CHECK (NOT ("noted" IS NULL OR typeof("noted") <> 'text' OR "noted" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "noted" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("noted", '+0 days') IS NOT "noted"))
);
CREATE INDEX ix_consent_record_participant_id ON consent_record (participant_id);
CREATE TABLE private_needs (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    access TEXT NOT NULL,
    diet TEXT NOT NULL,
    CONSTRAINT pk_private_needs PRIMARY KEY (id),
    CONSTRAINT uq_private_needs_participant_id UNIQUE (participant_id),
    CONSTRAINT fk_private_needs_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_private_needs_access CHECK (NOT ("access" IS NULL OR typeof("access") <> 'text' OR length("access") > 20000 OR instr("access", char(0)) > 0)),
    CONSTRAINT ck_private_needs_diet CHECK (NOT ("diet" IS NULL OR typeof("diet") <> 'text' OR length("diet") > 20000 OR instr("diet", char(0)) > 0))
);
CREATE TABLE attendance (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    state TEXT NOT NULL,
    at DATETIME,
    left_at DATETIME,
    note TEXT NOT NULL,
    stands_for_id INTEGER,
    CONSTRAINT pk_attendance PRIMARY KEY (id),
    CONSTRAINT uq_attendance_participant_id_day UNIQUE (participant_id, day),
    CONSTRAINT fk_attendance_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT fk_attendance_stands_for_id_participant FOREIGN KEY(stands_for_id) REFERENCES participant (id) ON DELETE SET NULL,
    CONSTRAINT ck_attendance_day CHECK (NOT ("day" IS NULL OR typeof("day") <> 'integer' OR "day" NOT BETWEEN 1 AND 31)),
    CONSTRAINT ck_attendance_state CHECK (NOT ("state" IS NULL OR typeof("state") <> 'text' OR "state" NOT IN ('expected', 'here', 'late', 'substitute', 'left', 'withdrawn'))),
    CONSTRAINT ck_attendance_at CHECK (NOT ("at" IS NOT NULL AND (typeof("at") <> 'text' OR "at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("at", 1, 19), '+0 days') IS NOT substr("at", 1, 19)))),
    CONSTRAINT ck_attendance_left_at CHECK (NOT ("left_at" IS NOT NULL AND (typeof("left_at") <> 'text' OR "left_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "left_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("left_at", 1, 19), '+0 days') IS NOT substr("left_at", 1, 19)))),
    CONSTRAINT ck_attendance_note CHECK (NOT ("note" IS NULL OR typeof("note") <> 'text' OR length("note") > 20000 OR instr("note", char(0)) > 0))
);
CREATE INDEX ix_attendance_stands_for_id ON attendance (stands_for_id);
CREATE TABLE interest (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_interest PRIMARY KEY (id),
    CONSTRAINT fk_interest_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_interest_text CHECK (NOT ("text" IS NULL OR typeof("text") <> 'text' OR length("text") > 20000 OR instr("text", char(0)) > 0))
);
CREATE INDEX ix_interest_participant_id ON interest (participant_id);
CREATE TABLE peer_support (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_peer_support PRIMARY KEY (id),
    CONSTRAINT fk_peer_support_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_peer_support_kind CHECK (NOT ("kind" IS NULL OR typeof("kind") <> 'text' OR "kind" NOT IN ('offer', 'ask'))),
    CONSTRAINT ck_peer_support_text CHECK (NOT ("text" IS NULL OR typeof("text") <> 'text' OR length("text") > 20000 OR instr("text", char(0)) > 0))
);
CREATE INDEX ix_peer_support_participant_id ON peer_support (participant_id);
CREATE TABLE introduction (
    id INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL,
    mutual BOOLEAN NOT NULL,
    dismissed BOOLEAN NOT NULL,
    CONSTRAINT pk_introduction PRIMARY KEY (id),
    CONSTRAINT uq_introduction_first_id_second_id_kind_phase UNIQUE (first_id, second_id, kind, phase),
    CONSTRAINT fk_introduction_first_id_participant FOREIGN KEY(first_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT fk_introduction_second_id_participant FOREIGN KEY(second_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_introduction_kind CHECK (NOT ("kind" IS NULL OR typeof("kind") <> 'text' OR "kind" NOT IN ('know', 'meet', 'work'))),
    CONSTRAINT ck_introduction_phase CHECK (NOT ("phase" IS NULL OR typeof("phase") <> 'text' OR "phase" NOT IN ('before', 'after'))),
    CONSTRAINT ck_introduction_mutual CHECK (NOT ("mutual" IS NULL OR typeof("mutual") <> 'integer' OR "mutual" NOT IN (0, 1))),
    CONSTRAINT ck_introduction_dismissed CHECK (NOT ("dismissed" IS NULL OR typeof("dismissed") <> 'integer' OR "dismissed" NOT IN (0, 1)))
);
CREATE INDEX ix_introduction_second_id ON introduction (second_id);
CREATE TABLE link (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    sign TEXT NOT NULL,
    delay BOOLEAN NOT NULL,
    strength TEXT NOT NULL,
    note TEXT NOT NULL,
    bend FLOAT NOT NULL,
    carried TEXT NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (id),
    CONSTRAINT fk_link_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT fk_link_source_id_factor FOREIGN KEY(source_id) REFERENCES factor (id) ON DELETE CASCADE,
    CONSTRAINT fk_link_target_id_factor FOREIGN KEY(target_id) REFERENCES factor (id) ON DELETE CASCADE,
    CONSTRAINT ck_link_sign CHECK (NOT ("sign" IS NULL OR typeof("sign") <> 'text' OR "sign" NOT IN ('', '+', '-'))),
    CONSTRAINT ck_link_delay CHECK (NOT ("delay" IS NULL OR typeof("delay") <> 'integer' OR "delay" NOT IN (0, 1))),
    CONSTRAINT ck_link_strength CHECK (NOT ("strength" IS NULL OR typeof("strength") <> 'text' OR length("strength") > 2000 OR instr("strength", char(0)) > 0)),
    CONSTRAINT ck_link_note CHECK (NOT ("note" IS NULL OR typeof("note") <> 'text' OR length("note") > 20000 OR instr("note", char(0)) > 0)),
    CONSTRAINT ck_link_bend CHECK (NOT ("bend" IS NULL OR typeof("bend") NOT IN ('real', 'integer') OR "bend" NOT BETWEEN -1000000.0 AND 1000000.0)),
    CONSTRAINT ck_link_carried CHECK (NOT ("carried" IS NULL OR typeof("carried") <> 'text' OR length("carried") > 2000000 OR instr("carried", char(0)) > 0))
);
CREATE INDEX ix_link_map_id ON link (map_id);
CREATE INDEX ix_link_source_id ON link (source_id);
CREATE INDEX ix_link_target_id ON link (target_id);
CREATE TABLE factor_origin (
    id INTEGER NOT NULL,
    factor_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    CONSTRAINT pk_factor_origin PRIMARY KEY (id),
    CONSTRAINT fk_factor_origin_factor_id_factor FOREIGN KEY(factor_id) REFERENCES factor (id) ON DELETE CASCADE,
    CONSTRAINT ck_factor_origin_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0))
);
CREATE INDEX ix_factor_origin_factor_id ON factor_origin (factor_id);
CREATE TABLE ballot_paper (
    id INTEGER NOT NULL,
    ballot_id INTEGER NOT NULL,
    number TEXT,
    participant_id INTEGER,
    spoilt TEXT NOT NULL,
    written TEXT NOT NULL,
    checked BOOLEAN NOT NULL,
    CONSTRAINT pk_ballot_paper PRIMARY KEY (id),
    CONSTRAINT uq_ballot_paper_ballot_id_number UNIQUE (ballot_id, number),
    CONSTRAINT fk_ballot_paper_ballot_id_ballot FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
    CONSTRAINT fk_ballot_paper_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id),
    CONSTRAINT ck_ballot_paper_number CHECK (NOT ("number" IS NOT NULL AND (typeof("number") <> 'text' OR length("number") > 2000 OR instr("number", char(0)) > 0))),
    CONSTRAINT ck_ballot_paper_spoilt CHECK (NOT ("spoilt" IS NULL OR typeof("spoilt") <> 'text' OR length("spoilt") > 2000 OR instr("spoilt", char(0)) > 0)),
    CONSTRAINT ck_ballot_paper_written CHECK (NOT ("written" IS NULL OR typeof("written") <> 'text' OR length("written") > 20000 OR instr("written", char(0)) > 0)),
    CONSTRAINT ck_ballot_paper_checked CHECK (NOT ("checked" IS NULL OR typeof("checked") <> 'integer' OR "checked" NOT IN (0, 1)))
);
CREATE TABLE choice (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    theme_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    CONSTRAINT pk_choice PRIMARY KEY (id),
    CONSTRAINT uq_choice_participant_id_rank UNIQUE (participant_id, rank),
    CONSTRAINT uq_choice_participant_id_theme_id UNIQUE (participant_id, theme_id),
    CONSTRAINT fk_choice_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT fk_choice_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id) ON DELETE CASCADE,
    CONSTRAINT ck_choice_rank CHECK (NOT ("rank" IS NULL OR typeof("rank") <> 'integer' OR "rank" NOT BETWEEN 1 AND 100))
);
CREATE TABLE pair_rule (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    CONSTRAINT pk_pair_rule PRIMARY KEY (id),
    CONSTRAINT uq_pair_rule_first_id_second_id UNIQUE (first_id, second_id),
    CONSTRAINT fk_pair_rule_first_id_participant FOREIGN KEY(first_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT fk_pair_rule_second_id_participant FOREIGN KEY(second_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_pair_rule_kind CHECK (NOT ("kind" IS NULL OR typeof("kind") <> 'text' OR "kind" NOT IN ('together', 'apart')))
);
CREATE TABLE workgroup (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    theme_id INTEGER,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    will_not_do TEXT NOT NULL,
    asset_kind TEXT NOT NULL,
    asset_title TEXT NOT NULL,
    audience TEXT NOT NULL,
    lead_id INTEGER,
    deputy_id INTEGER,
    supporter TEXT NOT NULL,
    first_meeting TEXT NOT NULL,
    meets_at DATETIME,
    hours_each TEXT NOT NULL,
    sign_off TEXT NOT NULL,
    CONSTRAINT pk_workgroup PRIMARY KEY (id),
    CONSTRAINT fk_workgroup_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id),
    CONSTRAINT fk_workgroup_lead_id_participant FOREIGN KEY(lead_id) REFERENCES participant (id) ON DELETE SET NULL,
    CONSTRAINT fk_workgroup_deputy_id_participant FOREIGN KEY(deputy_id) REFERENCES participant (id) ON DELETE SET NULL,
    CONSTRAINT ck_workgroup_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0)),
    CONSTRAINT ck_workgroup_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_workgroup_question CHECK (NOT ("question" IS NULL OR typeof("question") <> 'text' OR length("question") > 20000 OR instr("question", char(0)) > 0)),
    CONSTRAINT ck_workgroup_will_not_do CHECK (NOT ("will_not_do" IS NULL OR typeof("will_not_do") <> 'text' OR length("will_not_do") > 20000 OR instr("will_not_do", char(0)) > 0)),
    CONSTRAINT ck_workgroup_asset_kind CHECK (NOT ("asset_kind" IS NULL OR typeof("asset_kind") <> 'text' OR length("asset_kind") > 2000 OR instr("asset_kind", char(0)) > 0)),
    CONSTRAINT ck_workgroup_asset_title CHECK (NOT ("asset_title" IS NULL OR typeof("asset_title") <> 'text' OR length("asset_title") > 2000 OR instr("asset_title", char(0)) > 0)),
    CONSTRAINT ck_workgroup_audience CHECK (NOT ("audience" IS NULL OR typeof("audience") <> 'text' OR length("audience") > 20000 OR instr("audience", char(0)) > 0)),
    CONSTRAINT ck_workgroup_supporter CHECK (NOT ("supporter" IS NULL OR typeof("supporter") <> 'text' OR length("supporter") > 2000 OR instr("supporter", char(0)) > 0)),
    CONSTRAINT ck_workgroup_first_meeting CHECK (NOT ("first_meeting" IS NULL OR typeof("first_meeting") <> 'text' OR length("first_meeting") > 2000 OR instr("first_meeting", char(0)) > 0)),
    CONSTRAINT ck_workgroup_meets_at CHECK (NOT ("meets_at" IS NOT NULL AND (typeof("meets_at") <> 'text' OR "meets_at" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]' OR "meets_at" NOT BETWEEN '1900-01-01' AND '2199-12-31 24:' OR datetime(substr("meets_at", 1, 19), '+0 days') IS NOT substr("meets_at", 1, 19)))),
    CONSTRAINT ck_workgroup_hours_each CHECK (NOT ("hours_each" IS NULL OR typeof("hours_each") <> 'text' OR length("hours_each") > 2000 OR instr("hours_each", char(0)) > 0)),
    CONSTRAINT ck_workgroup_sign_off CHECK (NOT ("sign_off" IS NULL OR typeof("sign_off") <> 'text' OR length("sign_off") > 2000 OR instr("sign_off", char(0)) > 0))
);
CREATE TABLE small_group_seat (
    id INTEGER NOT NULL,
    round_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    group_number INTEGER NOT NULL,
    CONSTRAINT pk_small_group_seat PRIMARY KEY (id),
    CONSTRAINT uq_small_group_seat_round_id_participant_id UNIQUE (round_id, participant_id),
    CONSTRAINT fk_small_group_seat_round_id_small_group_round FOREIGN KEY(round_id) REFERENCES small_group_round (id) ON DELETE CASCADE,
    CONSTRAINT fk_small_group_seat_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_small_group_seat_group_number CHECK (NOT ("group_number" IS NULL OR typeof("group_number") <> 'integer' OR "group_number" NOT BETWEEN 1 AND 10000))
);
CREATE INDEX ix_small_group_seat_participant_id ON small_group_seat (participant_id);
CREATE TABLE finding_code (
    id INTEGER NOT NULL,
    finding_id INTEGER NOT NULL,
    code_id INTEGER NOT NULL,
    came_from_id INTEGER,
    CONSTRAINT pk_finding_code PRIMARY KEY (id),
    CONSTRAINT uq_finding_code_finding_id_code_id UNIQUE (finding_id, code_id),
    CONSTRAINT fk_finding_code_finding_id_finding FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE CASCADE,
    CONSTRAINT fk_finding_code_code_id_code FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
    CONSTRAINT fk_finding_code_came_from_id_code FOREIGN KEY(came_from_id) REFERENCES code (id) ON DELETE SET NULL
);
CREATE INDEX ix_finding_code_code_id ON finding_code (code_id);
CREATE TABLE support_match (
    id INTEGER NOT NULL,
    ask_id INTEGER NOT NULL,
    helper_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_support_match PRIMARY KEY (id),
    CONSTRAINT uq_support_match_ask_id_helper_id UNIQUE (ask_id, helper_id),
    CONSTRAINT fk_support_match_ask_id_peer_support FOREIGN KEY(ask_id) REFERENCES peer_support (id) ON DELETE CASCADE,
    CONSTRAINT fk_support_match_helper_id_participant FOREIGN KEY(helper_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_support_match_state CHECK (NOT ("state" IS NULL OR typeof("state") <> 'text' OR "state" NOT IN ('confirmed', 'dismissed'))),
    CONSTRAINT ck_support_match_reason CHECK (NOT ("reason" IS NULL OR typeof("reason") <> 'text' OR length("reason") > 20000 OR instr("reason", char(0)) > 0))
);
CREATE INDEX ix_support_match_helper_id ON support_match (helper_id);
CREATE TABLE link_origin (
    id INTEGER NOT NULL,
    link_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    CONSTRAINT pk_link_origin PRIMARY KEY (id),
    CONSTRAINT fk_link_origin_link_id_link FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE,
    CONSTRAINT ck_link_origin_title CHECK (NOT ("title" IS NULL OR typeof("title") <> 'text' OR length("title") > 2000 OR instr("title", char(0)) > 0))
);
CREATE INDEX ix_link_origin_link_id ON link_origin (link_id);
CREATE TABLE loop_link (
    id INTEGER NOT NULL,
    loop_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    link_id INTEGER NOT NULL,
    CONSTRAINT pk_loop_link PRIMARY KEY (id),
    CONSTRAINT uq_loop_link_loop_id_position UNIQUE (loop_id, position),
    CONSTRAINT uq_loop_link_loop_id_link_id UNIQUE (loop_id, link_id),
    CONSTRAINT fk_loop_link_loop_id_loop_name FOREIGN KEY(loop_id) REFERENCES loop_name (id) ON DELETE CASCADE,
    CONSTRAINT fk_loop_link_link_id_link FOREIGN KEY(link_id) REFERENCES link (id) ON DELETE CASCADE,
    CONSTRAINT ck_loop_link_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000))
);
CREATE INDEX ix_loop_link_link_id ON loop_link (link_id);
CREATE TABLE card (
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    wording TEXT NOT NULL,
    theme_id INTEGER,
    came_from_id INTEGER,
    seat_table TEXT NOT NULL,
    author TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    same_as_id INTEGER,
    finding_id INTEGER,
    private BOOLEAN NOT NULL,
    x FLOAT,
    y FLOAT,
    CONSTRAINT pk_card PRIMARY KEY (id),
    CONSTRAINT fk_card_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id),
    CONSTRAINT fk_card_came_from_id_theme FOREIGN KEY(came_from_id) REFERENCES theme (id),
    CONSTRAINT fk_card_same_as_id_card FOREIGN KEY(same_as_id) REFERENCES card (id) ON DELETE CASCADE,
    CONSTRAINT fk_card_finding_id_finding FOREIGN KEY(finding_id) REFERENCES finding (id) ON DELETE SET NULL,
    CONSTRAINT ck_card_text CHECK (NOT ("text" IS NULL OR typeof("text") <> 'text' OR length("text") > 20000 OR instr("text", char(0)) > 0)),
    CONSTRAINT ck_card_wording CHECK (NOT ("wording" IS NULL OR typeof("wording") <> 'text' OR length("wording") > 20000 OR instr("wording", char(0)) > 0)),
    CONSTRAINT ck_card_seat_table CHECK (NOT ("seat_table" IS NULL OR typeof("seat_table") <> 'text' OR length("seat_table") > 2000 OR instr("seat_table", char(0)) > 0)),
    CONSTRAINT ck_card_author CHECK (NOT ("author" IS NULL OR typeof("author") <> 'text' OR length("author") > 2000 OR instr("author", char(0)) > 0)),
    CONSTRAINT ck_card_foreign_id CHECK (NOT ("foreign_id" IS NULL OR typeof("foreign_id") <> 'text' OR length("foreign_id") > 2000 OR instr("foreign_id", char(0)) > 0)),
    CONSTRAINT ck_card_position CHECK (NOT ("position" IS NULL OR typeof("position") <> 'integer' OR "position" NOT BETWEEN 0 AND 1000000)),
    CONSTRAINT ck_card_private CHECK (NOT ("private" IS NULL OR typeof("private") <> 'integer' OR "private" NOT IN (0, 1))),
    CONSTRAINT ck_card_x CHECK (NOT ("x" IS NOT NULL AND (typeof("x") NOT IN ('real', 'integer') OR "x" NOT BETWEEN -1000000.0 AND 1000000.0))),
    CONSTRAINT ck_card_y CHECK (NOT ("y" IS NOT NULL AND (typeof("y") NOT IN ('real', 'integer') OR "y" NOT BETWEEN -1000000.0 AND 1000000.0)))
);
CREATE INDEX ix_card_same_as_id ON card (same_as_id);
CREATE INDEX ix_card_finding_id ON card (finding_id);
CREATE INDEX ix_card_theme_id ON card (theme_id);
CREATE TABLE mark (
    id INTEGER NOT NULL,
    paper_id INTEGER NOT NULL,
    option_id INTEGER NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_mark PRIMARY KEY (id),
    CONSTRAINT uq_mark_paper_id_option_id UNIQUE (paper_id, option_id),
    CONSTRAINT fk_mark_paper_id_ballot_paper FOREIGN KEY(paper_id) REFERENCES ballot_paper (id) ON DELETE CASCADE,
    CONSTRAINT fk_mark_option_id_ballot_option FOREIGN KEY(option_id) REFERENCES ballot_option (id) ON DELETE CASCADE,
    CONSTRAINT ck_mark_value CHECK (NOT ("value" IS NULL OR typeof("value") <> 'integer' OR "value" NOT BETWEEN -1000000 AND 1000000))
);
CREATE TABLE member (
    id INTEGER NOT NULL,
    workgroup_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    locked BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_member PRIMARY KEY (id),
    CONSTRAINT uq_member_workgroup_id_participant_id UNIQUE (workgroup_id, participant_id),
    CONSTRAINT fk_member_workgroup_id_workgroup FOREIGN KEY(workgroup_id) REFERENCES workgroup (id) ON DELETE CASCADE,
    CONSTRAINT fk_member_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT ck_member_locked CHECK (NOT ("locked" IS NULL OR typeof("locked") <> 'integer' OR "locked" NOT IN (0, 1))),
    CONSTRAINT ck_member_reason CHECK (NOT ("reason" IS NULL OR typeof("reason") <> 'text' OR length("reason") > 20000 OR instr("reason", char(0)) > 0))
);
CREATE INDEX ix_member_participant_id ON member (participant_id);
CREATE TABLE commitment (
    id INTEGER NOT NULL,
    workgroup_id INTEGER NOT NULL,
    participant_id INTEGER,
    what TEXT NOT NULL,
    due DATE,
    done BOOLEAN NOT NULL,
    CONSTRAINT pk_commitment PRIMARY KEY (id),
    CONSTRAINT fk_commitment_workgroup_id_workgroup FOREIGN KEY(workgroup_id) REFERENCES workgroup (id) ON DELETE CASCADE,
    CONSTRAINT fk_commitment_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE SET NULL,
    CONSTRAINT ck_commitment_what CHECK (NOT ("what" IS NULL OR typeof("what") <> 'text' OR length("what") > 20000 OR instr("what", char(0)) > 0)),
    CONSTRAINT ck_commitment_due CHECK (NOT ("due" IS NOT NULL AND (typeof("due") <> 'text' OR "due" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("due", '+0 days') IS NOT "due"))),
    CONSTRAINT ck_commitment_done CHECK (NOT ("done" IS NULL OR typeof("done") <> 'integer' OR "done" NOT IN (0, 1)))
);
CREATE TABLE follow_up (
    id INTEGER NOT NULL,
    commitment_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    noted DATE NOT NULL,
    note TEXT NOT NULL,
    due DATE,
    CONSTRAINT pk_follow_up PRIMARY KEY (id),
    CONSTRAINT fk_follow_up_commitment_id_commitment FOREIGN KEY(commitment_id) REFERENCES commitment (id) ON DELETE CASCADE,
    CONSTRAINT ck_follow_up_state CHECK (NOT ("state" IS NULL OR typeof("state") <> 'text' OR "state" NOT IN ('done', 'moved', 'dropped', 'standing'))),
    CONSTRAINT ck_follow_up_noted CHECK (NOT ("noted" IS NULL OR typeof("noted") <> 'text' OR "noted" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "noted" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("noted", '+0 days') IS NOT "noted")),
    CONSTRAINT ck_follow_up_note CHECK (NOT ("note" IS NULL OR typeof("note") <> 'text' OR length("note") > 20000 OR instr("note", char(0)) > 0)),
    CONSTRAINT ck_follow_up_due CHECK (NOT ("due" IS NOT NULL AND (typeof("due") <> 'text' OR "due" NOT GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR "due" NOT BETWEEN '1900-01-01' AND '2199-12-31' OR date("due", '+0 days') IS NOT "due")))
);
CREATE INDEX ix_follow_up_commitment_id ON follow_up (commitment_id);
"""

_ADDED: Final[tuple[str, ...]] = (  # columns, as the end of an ALTER TABLE
    "placing_rules ADD COLUMN per_person INTEGER",
    "participant ADD COLUMN pronouns TEXT DEFAULT ''",
    "placing_rules ADD COLUMN spread TEXT",
    "follow_up ADD COLUMN moved_to DATE",
    "follow_up ADD COLUMN form TEXT NOT NULL DEFAULT ''",
    "map ADD COLUMN basis_shown TEXT DEFAULT ''",
    "finding ADD COLUMN source_id",
    "finding ADD COLUMN quote_start",
    "finding ADD COLUMN quote_end",
    "finding ADD COLUMN uid",
)
_NEW_TABLES: Final[tuple[str, ...]] = (  # as the end of a CREATE TABLE
    "source (id INTEGER PRIMARY KEY, title, text, file_name, source_format, organisation_id, visit_id, "
    "use, carried, position, uid)",
    "project_part (id INTEGER PRIMARY KEY, tag, content, position)",
    "frame (id INTEGER PRIMARY KEY, title, template, workgroup_id, position)",
    "slot (id INTEGER PRIMARY KEY, frame_id, key, name, question, area, position)",
    "statement (id INTEGER PRIMARY KEY, slot_id, text, example, source, position, uid)",
    "statement_finding (id INTEGER PRIMARY KEY, statement_id, finding_id)",
    "draft (id INTEGER PRIMARY KEY, frame_id, number, day, note, state, published_on, override)",
    "draft_statement (id INTEGER PRIMARY KEY, draft_id, statement_id, slot_key, "
    "slot_name, area, text, position, uid)",
    "roundtable (id INTEGER PRIMARY KEY, draft_id, title, day, questions, position)",
    "response (id INTEGER PRIMARY KEY, draft_id, roundtable_id, draft_statement_id, "
    "participant_id, organisation_id, changed_id, channel, author, slot_key, text, "
    "disposition, reason, outside_key, received, position)",
    "wording (id INTEGER PRIMARY KEY, statement_id, response_id, text, position)",
    "product (id INTEGER PRIMARY KEY, workgroup_id, owner_id, title, kind_name, audience, "
    "state, next_on, next_step, blocked, signed_off_by, published_on, link, placeholder, "
    "position, uid)",
    "product_draft (id INTEGER PRIMARY KEY, product_id, number, day, authors, text, frozen)",
    "frozen_reference (id INTEGER PRIMARY KEY, product_draft_id, reference, shown)",
    "review (id INTEGER PRIMARY KEY, product_draft_id, participant_id, reviewer, section, "
    "text, disposition, reason, position)",
    "handbook (id INTEGER PRIMARY KEY, title, subtitle, introduction, contributors, licence, uid)",
    "handbook_part (id INTEGER PRIMARY KEY, product_id, position)",
    "indicator (id INTEGER PRIMARY KEY, question, least, most, least_word, most_word, position)",
    "indicator_answer (id INTEGER PRIMARY KEY, indicator_id, participant_id, weeks, value)",
    "factor_finding (id INTEGER PRIMARY KEY, factor_id, finding_id)",
    "link_finding (id INTEGER PRIMARY KEY, link_id, finding_id)",
    "correction (id INTEGER PRIMARY KEY, finding_id, standing, said, role, before)",
    "cell_summary (id INTEGER PRIMARY KEY, organisation_id, code_id, text, seen)",
)


def change(connection: Connection) -> None:
    """Convert a file of format 9 to format 10."""
    for column in _ADDED:
        connection.exec_driver_sql(f"ALTER TABLE {column}")
    for table in _NEW_TABLES:
        connection.exec_driver_sql(f"CREATE TABLE {table}")
    for (id_,) in connection.exec_driver_sql("SELECT id FROM finding").fetchall():
        connection.exec_driver_sql("UPDATE finding SET uid = ? WHERE id = ?", (str(uuid4()), id_))
