package io.talel.gateway.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;

/** The files of a form, one after the other as they come in. A form that is none is refused as one without images. */
final class FormParts {

    /** Longest headers of one part, in bytes; the names in them can be long. */
    private static final int MAX_HEADERS = 8 * 1024;

    private final FileItemIterator items;

    FormParts(UploadForm form) {
        FileUpload parser = new FileUpload();
        parser.setPartHeaderSizeMax(MAX_HEADERS);
        try {
            this.items = parser.getItemIterator(form);
        } catch (FileUploadException | IOException e) {
            throw ImageRefusals.invalidType();
        }
    }

    /**
     * A file of the form.
     *
     * @param content to be read before the next part is asked for
     */
    record Part(String field, String clientName, InputStream content) {}

    /** @return the next file; empty at the end of the form */
    Optional<Part> next() {
        try {
            while (items.hasNext()) {
                FileItemStream item = items.next();
                if (!item.isFormField()) {
                    return Optional.of(new Part(item.getFieldName(), item.getName(), item.openStream()));
                }
            }
            return Optional.empty();
        } catch (FileUploadException | IOException | InvalidFileNameException e) {
            throw ImageRefusals.invalidType();
        }
    }
}
