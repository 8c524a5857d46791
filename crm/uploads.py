import io

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUpload(TemporaryFileUploadHandler):
    """Of a file that is too large nothing is kept but its name and size, for the form to refuse.

    The rest of the form is read as ever.
    """

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= settings.LARGEST_FILE:
            super().receive_data_chunk(raw_data, start)
        else:
            self.file.close()

    def file_complete(self, file_size):
        if file_size <= settings.LARGEST_FILE:
            return super().file_complete(file_size)
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size)
