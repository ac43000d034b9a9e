"""Format 2, as 0.2 laid it out."""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy import Connection

SCHEMA: Final = """
CREATE TABLE history (
    id INTEGER NOT NULL,
    at DATETIME NOT NULL,
    label TEXT NOT NULL,
    CONSTRAINT pk_history PRIMARY KEY (id)
);
CREATE TABLE residential (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    starts DATE,
    CONSTRAINT pk_residential PRIMARY KEY (id)
);
CREATE TABLE block (
    id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    track TEXT NOT NULL,
    position INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    title TEXT NOT NULL,
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
    added INTEGER NOT NULL,
    started_at DATETIME,
    ended_at DATETIME,
    paused_at DATETIME,
    paused_seconds INTEGER NOT NULL,
    CONSTRAINT pk_block PRIMARY KEY (id)
);
CREATE TABLE map (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    seat_table TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_map PRIMARY KEY (id)
);
CREATE TABLE organisation (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    initiative TEXT NOT NULL,
    CONSTRAINT pk_organisation PRIMARY KEY (id),
    CONSTRAINT uq_organisation_name UNIQUE (name)
);
CREATE TABLE prompt (
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    script TEXT NOT NULL,
    CONSTRAINT pk_prompt PRIMARY KEY (id)
);
CREATE TABLE theme (
    id INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL,
    merged_into_id INTEGER,
    CONSTRAINT pk_theme PRIMARY KEY (id),
    CONSTRAINT fk_theme_merged_into_id_theme FOREIGN KEY(merged_into_id) REFERENCES theme (id)
);
CREATE TABLE ballot (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    method TEXT NOT NULL,
    dots INTEGER NOT NULL,
    cap INTEGER NOT NULL,
    seats INTEGER NOT NULL,
    secret BOOLEAN NOT NULL,
    tie_rule TEXT NOT NULL,
    seed INTEGER,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    issued INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    CONSTRAINT pk_ballot PRIMARY KEY (id),
    CONSTRAINT uq_ballot_name UNIQUE (name)
);
CREATE TABLE placing_rules (
    id INTEGER NOT NULL,
    minimum INTEGER NOT NULL,
    maximum INTEGER NOT NULL,
    per_organisation INTEGER,
    needs_lead BOOLEAN NOT NULL,
    CONSTRAINT pk_placing_rules PRIMARY KEY (id)
);
CREATE TABLE factor (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    x DOUBLE NOT NULL,
    y DOUBLE NOT NULL,
    colour TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_factor PRIMARY KEY (id),
    CONSTRAINT fk_factor_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE
);
CREATE INDEX ix_factor_map_id ON factor (map_id);
CREATE TABLE loop_name (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    links TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_loop_name PRIMARY KEY (id),
    CONSTRAINT uq_loop_name_map_id_links UNIQUE (map_id, links),
    CONSTRAINT fk_loop_name_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE
);
CREATE TABLE participant (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    organisation_id INTEGER,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    region TEXT NOT NULL,
    interests TEXT NOT NULL,
    willing_to_lead BOOLEAN NOT NULL,
    photo TEXT NOT NULL,
    attribution TEXT NOT NULL,
    directory TEXT NOT NULL,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT fk_participant_organisation_id_organisation FOREIGN KEY(organisation_id) REFERENCES organisation (id)
);
CREATE INDEX ix_participant_organisation_id ON participant (organisation_id);
CREATE INDEX ix_participant_name ON participant (name);
CREATE TABLE prompt_option (
    id INTEGER NOT NULL,
    prompt_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT pk_prompt_option PRIMARY KEY (id),
    CONSTRAINT fk_prompt_option_prompt_id_prompt FOREIGN KEY(prompt_id) REFERENCES prompt (id) ON DELETE CASCADE
);
CREATE INDEX ix_prompt_option_prompt_id ON prompt_option (prompt_id);
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
    CONSTRAINT pk_card PRIMARY KEY (id),
    CONSTRAINT fk_card_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id),
    CONSTRAINT fk_card_came_from_id_theme FOREIGN KEY(came_from_id) REFERENCES theme (id)
);
CREATE INDEX ix_card_theme_id ON card (theme_id);
CREATE TABLE ballot_option (
    id INTEGER NOT NULL,
    ballot_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    wording TEXT NOT NULL,
    theme_id INTEGER,
    CONSTRAINT pk_ballot_option PRIMARY KEY (id),
    CONSTRAINT uq_ballot_option_ballot_id_number UNIQUE (ballot_id, number),
    CONSTRAINT fk_ballot_option_ballot_id_ballot FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
    CONSTRAINT fk_ballot_option_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id)
);
CREATE TABLE link (
    id INTEGER NOT NULL,
    map_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    sign TEXT NOT NULL,
    delay BOOLEAN NOT NULL,
    strength TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_link PRIMARY KEY (id),
    CONSTRAINT fk_link_map_id_map FOREIGN KEY(map_id) REFERENCES map (id) ON DELETE CASCADE,
    CONSTRAINT fk_link_source_id_factor FOREIGN KEY(source_id) REFERENCES factor (id) ON DELETE CASCADE,
    CONSTRAINT fk_link_target_id_factor FOREIGN KEY(target_id) REFERENCES factor (id) ON DELETE CASCADE
);
CREATE INDEX ix_link_source_id ON link (source_id);
CREATE INDEX ix_link_map_id ON link (map_id);
CREATE INDEX ix_link_target_id ON link (target_id);
CREATE TABLE private_needs (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    access TEXT NOT NULL,
    diet TEXT NOT NULL,
    CONSTRAINT pk_private_needs PRIMARY KEY (id),
    CONSTRAINT uq_private_needs_participant_id UNIQUE (participant_id),
    CONSTRAINT fk_private_needs_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE
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
    CONSTRAINT fk_attendance_stands_for_id_participant FOREIGN KEY(stands_for_id) REFERENCES participant (id) ON DELETE SET NULL
);
CREATE INDEX ix_attendance_stands_for_id ON attendance (stands_for_id);
CREATE TABLE peer_support (
    id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_peer_support PRIMARY KEY (id),
    CONSTRAINT fk_peer_support_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE
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
    CONSTRAINT fk_introduction_second_id_participant FOREIGN KEY(second_id) REFERENCES participant (id) ON DELETE CASCADE
);
CREATE INDEX ix_introduction_second_id ON introduction (second_id);
CREATE TABLE ballot_paper (
    id INTEGER NOT NULL,
    ballot_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    participant_id INTEGER,
    spoilt TEXT NOT NULL,
    CONSTRAINT pk_ballot_paper PRIMARY KEY (id),
    CONSTRAINT uq_ballot_paper_ballot_id_number UNIQUE (ballot_id, number),
    CONSTRAINT fk_ballot_paper_ballot_id_ballot FOREIGN KEY(ballot_id) REFERENCES ballot (id) ON DELETE CASCADE,
    CONSTRAINT fk_ballot_paper_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id)
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
    CONSTRAINT fk_choice_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id) ON DELETE CASCADE
);
CREATE TABLE pair_rule (
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    second_id INTEGER NOT NULL,
    CONSTRAINT pk_pair_rule PRIMARY KEY (id),
    CONSTRAINT uq_pair_rule_first_id_second_id UNIQUE (first_id, second_id),
    CONSTRAINT fk_pair_rule_first_id_participant FOREIGN KEY(first_id) REFERENCES participant (id) ON DELETE CASCADE,
    CONSTRAINT fk_pair_rule_second_id_participant FOREIGN KEY(second_id) REFERENCES participant (id) ON DELETE CASCADE
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
    hours_each TEXT NOT NULL,
    sign_off TEXT NOT NULL,
    CONSTRAINT pk_workgroup PRIMARY KEY (id),
    CONSTRAINT fk_workgroup_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id),
    CONSTRAINT fk_workgroup_lead_id_participant FOREIGN KEY(lead_id) REFERENCES participant (id) ON DELETE SET NULL,
    CONSTRAINT fk_workgroup_deputy_id_participant FOREIGN KEY(deputy_id) REFERENCES participant (id) ON DELETE SET NULL
);
CREATE TABLE support_match (
    id INTEGER NOT NULL,
    ask_id INTEGER NOT NULL,
    helper_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_support_match PRIMARY KEY (id),
    CONSTRAINT uq_support_match_ask_id_helper_id UNIQUE (ask_id, helper_id),
    CONSTRAINT fk_support_match_ask_id_peer_support FOREIGN KEY(ask_id) REFERENCES peer_support (id) ON DELETE CASCADE,
    CONSTRAINT fk_support_match_helper_id_participant FOREIGN KEY(helper_id) REFERENCES participant (id) ON DELETE CASCADE
);
CREATE INDEX ix_support_match_helper_id ON support_match (helper_id);
CREATE TABLE mark (
    id INTEGER NOT NULL,
    paper_id INTEGER NOT NULL,
    option_id INTEGER NOT NULL,
    value INTEGER NOT NULL,
    CONSTRAINT pk_mark PRIMARY KEY (id),
    CONSTRAINT uq_mark_paper_id_option_id UNIQUE (paper_id, option_id),
    CONSTRAINT fk_mark_paper_id_ballot_paper FOREIGN KEY(paper_id) REFERENCES ballot_paper (id) ON DELETE CASCADE,
    CONSTRAINT fk_mark_option_id_ballot_option FOREIGN KEY(option_id) REFERENCES ballot_option (id) ON DELETE CASCADE
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
    CONSTRAINT fk_member_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE
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
    CONSTRAINT fk_commitment_participant_id_participant FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE SET NULL
);
"""


def change(connection: Connection) -> None:
    """Convert a file of format 2 to format 3."""
    add_a_stamp(connection)
    forget_slips(connection)


def add_a_stamp(connection: Connection) -> None:
    """Add a stamp with a random identifier; the digest is computed when the rows are copied."""
    connection.exec_driver_sql(
        "CREATE TABLE stamp (id INTEGER PRIMARY KEY, identity TEXT NOT NULL, changes INTEGER NOT NULL, "
        "digest TEXT NOT NULL)"
    )
    connection.exec_driver_sql(
        "INSERT INTO stamp (identity, changes, digest) VALUES (?, (SELECT count(*) FROM history), '')",
        (secrets.token_hex(16),),
    )
    # from format 3 on, coordinates on a map have two decimal places
    connection.exec_driver_sql("UPDATE factor SET x = round(x, 2), y = round(y, 2)")


def forget_slips(connection: Connection) -> None:
    """Delete the numbers of slips from the papers of closed secret ballots.

    Format 2 did not record which ballots were imported from a file, so open ones count as being
    keyed in.
    """
    connection.exec_driver_sql("ALTER TABLE ballot ADD COLUMN from_file BOOLEAN NOT NULL DEFAULT 0")
    connection.exec_driver_sql(
        "CREATE TABLE numberless (id INTEGER PRIMARY KEY, ballot_id, number, participant_id, spoilt)"
    )
    connection.exec_driver_sql(
        "INSERT INTO numberless SELECT id, ballot_id, CASE WHEN ballot_id IN (SELECT id FROM ballot "
        "WHERE secret AND state IN ('closed', 'revealed')) THEN NULL ELSE number END, participant_id, "
        "spoilt FROM ballot_paper"
    )
    connection.exec_driver_sql("DROP TABLE ballot_paper")
    connection.exec_driver_sql("ALTER TABLE numberless RENAME TO ballot_paper")
