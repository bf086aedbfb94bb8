package io.talel.gateway.web;

import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The addresses under which images are served: {@code https://api.talel.io/v1/users/ada/images/sunset_k3v9x.jpg}. */
@Component
public final class ImageUrls {

    private final String baseUrl;

    public ImageUrls(WebSettings settings) {
        this.baseUrl = settings.apiBaseUrl().resolve("/v1").toString();
    }

    public String of(Username owner, ImageFileName file) {
        return folder(owner) + UserPath.segment(file.value());
    }

    /** @return empty for a text that is no address of an image of this user; the image may be missing */
    public Optional<ImageFileName> file(String address, Username owner) {
        if (!address.startsWith(folder(owner))) {
            return Optional.empty();
        }
        try {
            String segment = address.substring(folder(owner).length());
            return Optional.of(new ImageFileName(UriUtils.decode(segment, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String folder(Username owner) {
        return baseUrl + UserPath.of(owner) + "/images/";
    }
}
