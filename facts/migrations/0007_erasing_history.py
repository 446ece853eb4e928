from django.db import migrations

# One way to empty history, whoever is let in: the owner by the command, the application by a door that checks why.
ERASE = """
CREATE FUNCTION facts_erase_history(history text, record text, emptied jsonb, why text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    changes text;
    gone bigint[];
BEGIN
    SELECT string_agg(format('%I = %L', each.key, each.value), ', ') INTO changes FROM jsonb_each_text(emptied) each;
    EXECUTE format(
        'WITH emptied AS (UPDATE %I SET %s WHERE pgh_obj_id = %L RETURNING pgh_id) SELECT array_agg(pgh_id::bigint) FROM emptied',
        history, changes, record
    ) INTO gone;
    IF gone IS NULL THEN
        RETURN 0;
    END IF;
    UPDATE facts_sealedrow SET salt = NULL WHERE "table" = history AND row_id = ANY(gone);
    INSERT INTO facts_historyerasure ("table", record, columns, rows, reason, erased_at)
    VALUES (
        history, record, ARRAY(SELECT jsonb_object_keys(emptied) AS name ORDER BY name), cardinality(gone), why,
        clock_timestamp()
    );
    RETURN cardinality(gone);
END
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('facts', '0006_imports'),
    ]

    operations = [
        migrations.RunSQL(ERASE, 'DROP FUNCTION facts_erase_history(text, text, jsonb, text)'),
    ]
