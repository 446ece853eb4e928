from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('facts', '0004_history_sealed'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='citation',
            options={'permissions': [('see_unpublished', 'Can see unpublished records'), ('publish', 'Can publish, hold, release and withdraw records')]},
        ),
    ]
