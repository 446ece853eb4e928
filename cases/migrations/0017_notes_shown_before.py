from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_notes_are_shown_by_an_editor'),
    ]

    operations = [
        # Readers saw them from the moment at which they were noted.
        migrations.RunSQL('UPDATE cases_casenote SET shown_at = created_at, shown_by_id = by_id', migrations.RunSQL.noop),
    ]
