"""Renames of people and employers, and edits of citations, raise the revision of the cases that show them.

Set here and not on those tables' models: the floor below knows nothing of cases.
"""

from django.db import migrations

RAISE = "UPDATE cases_case SET revision = revision + 1, updated_at = clock_timestamp() WHERE id IN ({cases});"

CASES_OF_ENTITY = """
    SELECT case_id FROM cases_participant WHERE {column} = {entity}
    UNION SELECT p.case_id FROM cases_proceeding p JOIN cases_party y ON y.proceeding_id = p.id WHERE y.{column} = {entity}
    UNION SELECT e.case_id FROM cases_event e JOIN cases_eventactor a ON a.event_id = e.id WHERE a.{column} = {entity}
"""

CASES_OF_CITATION = """
    SELECT fact_id FROM cases_casecitation WHERE citation_id = NEW.id
    UNION SELECT e.case_id FROM cases_event e JOIN cases_eventcitation l ON l.fact_id = e.id WHERE l.citation_id = NEW.id
    UNION SELECT p.case_id FROM cases_participant p JOIN cases_participantcitation l ON l.fact_id = p.id
        WHERE l.citation_id = NEW.id
    UNION SELECT l.case_id FROM cases_proceeding l JOIN cases_proceedingcitation c ON c.fact_id = l.id
        WHERE c.citation_id = NEW.id
"""


def entity_trigger(table, column, entity_of_new, entity_of_old, events):
    raised = {
        row: RAISE.format(cases=CASES_OF_ENTITY.format(column=column, entity=entity))
        for row, entity in (("NEW", entity_of_new), ("OLD", entity_of_old))
    }
    name = f"cases_raise_revision_of_{table}_{column}"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN {raised["OLD"]} ELSE {raised["NEW"]} END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [
        entity_trigger(
            "people_person", "person_id", "NEW.id", "OLD.id", "UPDATE OF display_name, slug, publication_state, merged_into_id"
        ),
        entity_trigger(
            "people_employer",
            "employer_id",
            "NEW.id",
            "OLD.id",
            "UPDATE OF display_name, slug, kind, publication_state, merged_into_id",
        ),
        entity_trigger("people_name", "person_id", "NEW.person_id", "OLD.person_id", "INSERT OR UPDATE OR DELETE"),
        entity_trigger("people_name", "employer_id", "NEW.employer_id", "OLD.employer_id", "INSERT OR UPDATE OR DELETE"),
        migrations.RunSQL(
            f"""
            CREATE FUNCTION cases_raise_revision_of_citation() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                {RAISE.format(cases=CASES_OF_CITATION)}
                RETURN NULL;
            END $$;
            CREATE TRIGGER cases_raise_revision_of_citation AFTER UPDATE ON facts_citation
                FOR EACH ROW EXECUTE FUNCTION cases_raise_revision_of_citation();
            """,
            "DROP TRIGGER cases_raise_revision_of_citation ON facts_citation; DROP FUNCTION cases_raise_revision_of_citation();",
        ),
    ]
