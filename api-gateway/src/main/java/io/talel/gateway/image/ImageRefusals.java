package io.talel.gateway.image;

import io.talel.gateway.web.HttpRefusal;
import org.springframework.http.HttpStatus;

/** Why an upload is refused, in the words of v1. */
final class ImageRefusals {

    private ImageRefusals() {}

    static HttpRefusal invalidType() {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "One or more image files are of invalid type");
    }

    static HttpRefusal tooLarge() {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "One or more image file sizes are too large");
    }
}
