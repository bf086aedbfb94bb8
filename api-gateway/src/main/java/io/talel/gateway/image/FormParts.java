package io.talel.gateway.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;

/**
 * Reads the files of a form one after the other. A body that is no form is refused like a form without images; so is one with a
 * part of several parts without a boundary, for which the library throws a {@link NullPointerException}.
 */
final class FormParts {

    /** Longest headers of one part, in bytes; the names in them can be long. */
    private static final int MAX_HEADERS = 8 * 1024;

    private final FileItemIterator items;

    FormParts(MultipartRequest form) {
        FileUpload parser = new FileUpload();
        parser.setPartHeaderSizeMax(MAX_HEADERS);
        try {
            this.items = parser.getItemIterator(form);
        } catch (FileUploadException | IOException | NullPointerException e) {
            throw ImageRefusals.invalidType();
        }
    }

    /**
     * A file of the form.
     *
     * @param content must be read before the next part is requested
     */
    record Part(String field, String clientName, InputStream content) {}

    /** @return the next file; empty at the end of the form */
    Optional<Part> next() {
        try {
            while (items.hasNext()) {
                FileItemStream item = items.next();
                if (!item.isFormField()) {
                    return Optional.of(new Part(item.getFieldName(), unescaped(item.getName()), item.openStream()));
                }
            }
            return Optional.empty();
        } catch (FileUploadException | IOException | InvalidFileNameException | NullPointerException e) {
            throw ImageRefusals.invalidType();
        }
    }

    /** Browsers escape a quote and the ends of lines, and nothing else (HTML standard, multipart form data). */
    private static String unescaped(String name) {
        return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}
