from django.db import migrations, models

import articles.models.registry

OLD_TABLES = (
    "people_name",
    "people_person",
    "people_employer",
    "cases_case",
    "cases_participant",
    "cases_proceeding",
    "cases_caserelation",
)
OLD_FUNCTION = "articles_note_registry_change()"

# Which entities a row concerns: rows of (kind, entity, merged) selected from `changed`.
NAME = """
    SELECT 'person', person_id, false FROM changed WHERE person_id IS NOT NULL
    UNION ALL SELECT 'employer', employer_id, false FROM changed WHERE employer_id IS NOT NULL
"""
# Both ends of a merge: the one end no longer (or now) bears the names of the other.
SURVIVING = """
    SELECT '{kind}', id, merged_into_id IS NOT NULL FROM changed
    UNION ALL SELECT '{kind}', merged_into_id, false FROM changed WHERE merged_into_id IS NOT NULL
"""
OF_CASE = "SELECT 'case', case_id, false FROM changed"
RELATION = """
    SELECT 'case', first_id, false FROM changed UNION ALL SELECT 'case', second_id, false FROM changed
"""
TRIBUNAL = """
    SELECT 'case', proceeding.case_id, false
    FROM changed JOIN cases_proceeding proceeding ON proceeding.tribunal_id = changed.id
"""

# Table -> its rows' entities, and the columns that linking sees.
WATCHED = {
    "people_name": (NAME, ("person_id", "employer_id", "text", "weak")),
    "people_person": (SURVIVING.format(kind="person"), ("merged_into_id",)),
    "people_employer": (SURVIVING.format(kind="employer"), ("merged_into_id", "kind")),
    "cases_case": (
        SURVIVING.format(kind="case"),
        ("title", "jurisdiction", "claim_kinds", "opened_lo", "opened_hi", "merged_into_id"),
    ),
    "cases_participant": (OF_CASE, ("case_id", "person_id", "employer_id", "role")),
    "cases_proceeding": (OF_CASE, ("case_id", "docket_raw", "forum_type", "tribunal_id")),
    "cases_caserelation": (RELATION, ("first_id", "second_id")),
    "cases_tribunal": (TRIBUNAL, ("name", "local_name")),
}

FUNCTION = """
CREATE FUNCTION articles_note_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO articles_registrychange AS noted (xact, kind, entity, merged)
        SELECT pg_current_xact_id(), found.kind, found.entity, bool_or(found.merged)
        FROM (WITH changed AS (SELECT OLD.* UNION ALL SELECT NEW.*) {entities}) AS found (kind, entity, merged)
        GROUP BY found.kind, found.entity
        ON CONFLICT (xact, kind, entity) DO UPDATE SET merged = true WHERE EXCLUDED.merged AND NOT noted.merged;
    ELSE
        INSERT INTO articles_registrychange AS noted (xact, kind, entity, merged)
        SELECT pg_current_xact_id(), found.kind, found.entity, bool_or(found.merged)
        FROM ({entities}) AS found (kind, entity, merged)
        GROUP BY found.kind, found.entity
        ON CONFLICT (xact, kind, entity) DO UPDATE SET merged = true WHERE EXCLUDED.merged AND NOT noted.merged;
    END IF;
    RETURN NULL;
END
$$
"""
ALL = """
CREATE FUNCTION articles_note_all() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_registrychange (xact, kind, entity, merged)
    VALUES (pg_current_xact_id(), 'all', '00000000-0000-0000-0000-000000000000', false) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$
"""
# Bulk writes add and remove by statement. Updates go by row, since a statement's trigger cannot look at columns, and
# revisions of cases are raised all the time.
TRIGGERS = """
CREATE TRIGGER note_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION articles_note_{table}();
CREATE TRIGGER note_removed AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION articles_note_{table}();
CREATE TRIGGER note_changed AFTER UPDATE OF {columns} ON {table}
FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION articles_note_{table}();
CREATE TRIGGER note_emptied AFTER TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION articles_note_all();
"""
LOG_EMPTIED = """
CREATE TRIGGER note_emptied AFTER TRUNCATE ON articles_registrychange
FOR EACH STATEMENT EXECUTE FUNCTION articles_note_all()
"""


def watch(table, entities, columns):
    triggers = TRIGGERS.format(
        table=table,
        columns=", ".join(columns),
        old=", ".join(f"OLD.{column}" for column in columns),
        new=", ".join(f"NEW.{column}" for column in columns),
    )
    return migrations.RunSQL(
        [FUNCTION.format(table=table, entities=entities), triggers], f"DROP FUNCTION articles_note_{table}() CASCADE"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_history_sealed"),
        ("cases", "0002_revision_of_names_and_citations"),
    ]

    operations = [
        migrations.RunSQL([f"DROP TRIGGER note_registry_change ON {table}" for table in OLD_TABLES]),
        migrations.RunSQL(f"DROP FUNCTION {OLD_FUNCTION}"),
        migrations.DeleteModel(name="RegistryChange"),
        migrations.CreateModel(
            name="RegistryChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("xact", articles.models.registry.XactField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("employer", "Employer"),
                            ("case", "Case"),
                            ("all", "Everything"),
                            ("pruned", "Older changes are no longer known"),
                        ],
                        max_length=8,
                    ),
                ),
                ("entity", models.UUIDField()),
                ("merged", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("xact", "kind", "entity"), name="registrychange_once_per_transaction"
                    )
                ],
            },
        ),
        migrations.RunSQL(ALL, "DROP FUNCTION articles_note_all() CASCADE"),
        *(watch(table, entities, columns) for table, (entities, columns) in WATCHED.items()),
        migrations.RunSQL(LOG_EMPTIED, migrations.RunSQL.noop),
    ]
