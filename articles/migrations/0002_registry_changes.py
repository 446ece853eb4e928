from django.db import migrations, models

# Table -> what of an update counts. Revisions of cases are raised all the time and say nothing to a worker.
WATCHED = {
    "people_name": "UPDATE",
    "people_person": "UPDATE",
    "people_employer": "UPDATE",
    "cases_case": "UPDATE OF title, jurisdiction, claim_kinds, opened_lo, opened_hi, merged_into_id",
    "cases_participant": "UPDATE",
    "cases_proceeding": "UPDATE",
    "cases_caserelation": "UPDATE",
}

FUNCTION = """
CREATE FUNCTION articles_note_registry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_registrychange AS row (xact, mark)
    VALUES (pg_current_xact_id()::text::bigint, 1 + floor(random() * 1000000000))
    ON CONFLICT (xact) DO UPDATE SET mark = row.mark + EXCLUDED.mark;
    RETURN NULL;
END
$$
"""

TRIGGER = """
CREATE TRIGGER note_registry_change
AFTER INSERT OR {update} OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION articles_note_registry_change()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_articles"),
        ("cases", "0002_revision_of_names_and_citations"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegistryChange",
            fields=[
                ("xact", models.BigIntegerField(primary_key=True, serialize=False)),
                ("mark", models.DecimalField(decimal_places=0, max_digits=40)),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION articles_note_registry_change()"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table, update=update), f"DROP TRIGGER note_registry_change ON {table}")
            for table, update in WATCHED.items()
        ),
    ]
