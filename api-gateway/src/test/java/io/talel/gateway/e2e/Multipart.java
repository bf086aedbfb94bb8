package io.talel.gateway.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with files, written as browsers do: names in UTF-8, quotes percent-encoded. */
final class Multipart {

    private static final String BOUNDARY = "----talelio-form-boundary";

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Multipart file(String field, String fileName, String mediaType, byte[] bytes) {
        text("--" + BOUNDARY + "\r\n");
        text("Content-Disposition: form-data; name=\"" + quoted(field) + "\"; filename=\"" + quoted(fileName)
                + "\"\r\n");
        text("Content-Type: " + mediaType + "\r\n\r\n");
        content.writeBytes(bytes);
        text("\r\n");
        return this;
    }

    /** A field that is not a file. */
    Multipart field(String name, String value) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"\r\n\r\n" + value
                + "\r\n");
        return this;
    }

    String mediaType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(content.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    private void text(String text) {
        content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22");
    }
}
