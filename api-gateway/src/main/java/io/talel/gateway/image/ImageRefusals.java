package io.talel.gateway.image;

import io.talel.gateway.web.HttpRefusal;
import org.springframework.http.HttpStatus;

/** Why an upload is refused, in the words of v1 where it had any. */
final class ImageRefusals {

    private ImageRefusals() {}

    static HttpRefusal invalidType() {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "One or more image files are of invalid type");
    }

    static HttpRefusal tooLarge() {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "One or more image file sizes are too large");
    }

    static HttpRefusal tooMany(int most) {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, "At most " + most + " image files can be uploaded at once");
    }
}
