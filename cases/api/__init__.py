"""Cases, their timelines, agreements and rules of jurisdictions over REST."""
