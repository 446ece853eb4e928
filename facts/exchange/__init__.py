"""Tables that leave and enter: people, employers, agreements, cases as CSV and XLSX, by natural keys.

What a column means stands in the rooms (``people.exchange``, ``cases.exchange``); how a table is written, read and
compared with what stands is here. What is exported can be imported again and changes nothing.
"""
