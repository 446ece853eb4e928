"""Text in, scored and explained matches out.

The room knows nothing of Django, of the database or of the network: names and case cards are handed in as plain values
(`linking.forms`), and what was read is handed back as plain values.
"""

from linking.compiled import take

take()
