"""What programs of others read: the JSON API, its description, and routes in the shape of OCTO."""
