"""What officers change: decisions on versions, suspensions, admissions."""
