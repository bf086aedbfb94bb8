package io.talel.gateway.image;

import io.talel.gateway.web.body.BodyStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.fileupload.RequestContext;

/** Adapts a request to the multipart parser. */
record MultipartRequest(String contentType, BodyStream body) implements RequestContext {

    static MultipartRequest of(HttpServletRequest request, long maxBytes) {
        String contentType = Objects.requireNonNullElse(request.getContentType(), "");
        return new MultipartRequest(contentType, BodyStream.of(request, maxBytes, ImageRefusals::tooLarge));
    }

    /** Encoding of the headers of parts: browsers write names in UTF-8. */
    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    @Deprecated
    public int getContentLength() {
        return -1;
    }

    @Override
    public InputStream getInputStream() {
        return body;
    }
}
