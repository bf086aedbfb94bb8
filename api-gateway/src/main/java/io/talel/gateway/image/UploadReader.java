package io.talel.gateway.image;

import io.talel.gateway.image.FormParts.Part;
import io.talel.gateway.image.clean.FileSignatures;
import io.talel.kernel.image.ImageFormat;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Receives the files of a form on disk. Checks a file while it arrives, so that a refused one is not read to its end. */
final class UploadReader {

    /** Longest file accepted, in bytes (2 MiB): the limit v1 clients were promised. */
    static final int MAX_FILE_BYTES = 2 * 1024 * 1024;

    /** Most files of one request; v1 clients send one. */
    static final int MAX_FILES = 16;

    /** Longest request, in bytes: the most files of the longest size, with room for headers of parts. */
    static final long MAX_BYTES = (MAX_FILES + 1L) * MAX_FILE_BYTES;

    private static final int CHUNK = 16 * 1024;

    private UploadReader() {}

    /**
     * @return the first file of every field, in the order of the form, at least one
     * @throws IOException if the disk fails
     */
    static List<ReceivedFile> read(HttpServletRequest request, UploadDirectory directory) throws IOException {
        List<ReceivedFile> files = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        FormParts parts = new FormParts(MultipartRequest.of(request, MAX_BYTES));
        for (Optional<Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            if (fields.add(part.get().field())) {
                if (files.size() == MAX_FILES) {
                    throw ImageRefusals.tooMany(MAX_FILES);
                }
                files.add(receive(part.get(), directory.file(files.size())));
            }
        }
        if (files.isEmpty()) {
            throw ImageRefusals.invalidType();
        }
        return files;
    }

    private static ReceivedFile receive(Part part, Path file) throws IOException {
        byte[] head = readUpTo(FileSignatures.LENGTH, part.content());
        ImageFormat format = FileSignatures.formatOf(head).orElseThrow(ImageRefusals::invalidType);
        int size = head.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            byte[] chunk = readUpTo(CHUNK, part.content());
            while (chunk.length > 0) {
                size += chunk.length;
                if (size > MAX_FILE_BYTES) {
                    throw ImageRefusals.tooLarge();
                }
                out.write(chunk);
                chunk = readUpTo(CHUNK, part.content());
            }
        }
        return new ReceivedFile(part.clientName(), format, file);
    }

    /** The parser does not notice a form that ends between two parts. */
    private static byte[] readUpTo(int length, InputStream content) {
        try {
            return content.readNBytes(length);
        } catch (IOException e) {
            throw ImageRefusals.invalidType();
        }
    }
}
