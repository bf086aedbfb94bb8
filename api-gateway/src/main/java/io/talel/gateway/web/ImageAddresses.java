package io.talel.gateway.web;

import io.talel.kernel.image.ImageFile;
import io.talel.kernel.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** The addresses under which images are served: {@code https://api.talel.io/v1/users/ada/images/sunset_k3v9x.jpg}. */
@Component
public final class ImageAddresses {

    private final String baseUrl;

    public ImageAddresses(WebSettings settings) {
        this.baseUrl = settings.apiBaseUrl().resolve("/v1").toString();
    }

    public String of(Username owner, ImageFile file) {
        return folder(owner) + UserPath.segment(file.value());
    }

    /** @return empty for a text that is no address of an image of this user; the image may be missing */
    public Optional<ImageFile> file(String address, Username owner) {
        if (!address.startsWith(folder(owner))) {
            return Optional.empty();
        }
        try {
            String segment = address.substring(folder(owner).length());
            return Optional.of(new ImageFile(UriUtils.decode(segment, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String folder(Username owner) {
        return baseUrl + UserPath.of(owner) + "/images/";
    }
}
