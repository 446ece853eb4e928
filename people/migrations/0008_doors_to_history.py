from django.db import migrations

# They run with the rights of the tables' owner, and let the application in for one reason alone: an erasure that two
# editors decided and that is not yet done. They empty and never write; what they did is noted beside the digests.
DOORS = """
CREATE FUNCTION people_erasure_decided(why text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM people_rightsrequest
        WHERE 'Rights request ' || id = why AND kind = 'erasure' AND state = 'in_progress' AND erased_at IS NULL
            AND prepared_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL AND confirmed_by_id <> prepared_by_id
    ) THEN
        RAISE EXCEPTION 'no erasure that two editors decided is under way: %', why
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

CREATE FUNCTION people_erase_history(history text, record text, emptied jsonb, why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM people_erasure_decided(why);
    IF NOT EXISTS (SELECT 1 FROM facts_historyshape WHERE "table" = history) AND NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = history AND column_name = 'pgh_xact'
    ) THEN
        RAISE EXCEPTION 'not a table of history: %', history USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (
        SELECT 1 FROM jsonb_each_text(emptied) each
        WHERE each.value NOT IN ('', '{}') OR each.key = 'id' OR each.key LIKE 'pgh\\_%'
    ) THEN
        RAISE EXCEPTION 'history is emptied and never written' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN facts_erase_history(history, record, emptied, why);
END
$$;

CREATE FUNCTION people_erase_context(context uuid, why text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    history text;
BEGIN
    PERFORM people_erasure_decided(why);
    UPDATE pghistory_context SET metadata = metadata - '{reason,url}'::text[] WHERE id = context;
    FOR history IN SELECT DISTINCT "table" FROM facts_historyshape LOOP
        EXECUTE format(
            'UPDATE facts_sealedrow s SET salt = NULL FROM %I h WHERE s."table" = %L AND s.row_id = h.pgh_id AND h.pgh_context_id = %L',
            history, history, context
        );
    END LOOP;
    INSERT INTO facts_historyerasure ("table", record, columns, rows, reason, erased_at)
    VALUES ('pghistory_context', context::text, '{reason,url}', 1, why, clock_timestamp());
END
$$;
"""

CLOSED = """
DROP FUNCTION people_erase_context(uuid, text);
DROP FUNCTION people_erase_history(text, text, jsonb, text);
DROP FUNCTION people_erasure_decided(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_rights_requests'),
        ('facts', '0007_erasing_history'),
    ]

    operations = [
        migrations.RunSQL(DOORS, CLOSED),
    ]
