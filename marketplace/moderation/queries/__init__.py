"""What officers read: the queue, one version beside the approved one, applications."""
