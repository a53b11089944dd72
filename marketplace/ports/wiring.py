"""Choose the real ports that the settings ask for."""

from config import Settings
from marketplace.ports import Ports
from marketplace.ports.clock import SystemClock
from marketplace.ports.mail import FolderMail, Mail, SmtpMail, SmtpServer
from marketplace.ports.storage import Storage
from marketplace.ports.storage_local import LocalStorage


def real_ports(settings: Settings) -> Ports:
    """Return clock, mail and storage of this installation.

    Side effect: makes the folder for photos when they are kept on this machine.
    """
    return Ports(SystemClock(), _mail(settings), _storage(settings))


def _mail(settings: Settings) -> Mail:
    smtp = settings.smtp
    if smtp.host is None:
        return FolderMail(settings.mail_folder, smtp.sender)
    server = SmtpServer(smtp.host, smtp.port, smtp.username, smtp.password, smtp.starttls)
    return SmtpMail(server, smtp.sender)


def _storage(settings: Settings) -> Storage:
    s3 = settings.s3
    if s3.bucket is None or s3.access_key is None or s3.secret_key is None:
        return LocalStorage(settings.files_folder)
    # obstore is loaded only where a bucket is used: it costs memory in every process.
    from marketplace.ports.storage_s3 import S3Config, S3Storage  # noqa: PLC0415

    return S3Storage(
        S3Config(s3.bucket, s3.endpoint or "", s3.region, s3.access_key, s3.secret_key)
    )
