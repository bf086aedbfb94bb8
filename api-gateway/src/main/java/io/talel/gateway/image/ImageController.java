package io.talel.gateway.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes images in and serves them. */
@RestController
class ImageController {

    /** The bytes behind a name never change. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ImageUploads uploads;
    private final ContentStore store;
    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final JsonAnswers json;
    private final ImageUrls addresses;

    ImageController(
            ImageUploads uploads,
            ContentStore store,
            Queries queries,
            NotFoundRefusals refusals,
            JsonAnswers json,
            ImageUrls addresses) {
        this.uploads = uploads;
        this.store = store;
        this.queries = queries;
        this.refusals = refusals;
        this.json = json;
        this.addresses = addresses;
    }

    record Uploaded(@JsonProperty("image_objects_urls") List<String> urls) {}

    @PostMapping("/assets/images")
    @RateLimited(RateLimitedAction.UPLOAD)
    ResponseEntity<byte[]> upload(SignedIn owner, IdempotencyKey key, HttpServletRequest request) {
        List<ImageFileName> files = uploads.take(owner, key, request);
        return json.done(new Uploaded(
                files.stream().map(file -> addresses.of(owner.username(), file)).toList()));
    }

    @GetMapping("/users/{username}/images/{file}")
    ResponseEntity<InputStreamResource> download(
            @PathVariable String username,
            @PathVariable String file,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known,
            HttpMethod method) {
        UserView owner = UserPath.username(username)
                .flatMap(name -> queries.find(new FindUser(name), UserView.class))
                .orElseThrow(() -> refusals.ofUser(username));
        ImageFileName name = ImageFileName.read(file).orElseThrow(ImageController::unknownImage);
        ImageView image = queries.find(new FindImage(owner.id(), name), ImageView.class)
                .orElseThrow(() -> refusals.ofLateImage(owner.id(), name).orElseGet(ImageController::unknownImage));
        return known.equals("*") ? notModified(image.stored()) : served(image.stored(), method);
    }

    /** Spring compares tags itself, but treats {@code *} as a condition on writes. */
    private static ResponseEntity<InputStreamResource> notModified(StoredImage image) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                .eTag(image.sha256())
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .build();
    }

    /**
     * The policy keeps browsers from running anything in the bytes, even if they guess another type. The bytes are fetched when
     * the answer is written, not for a 304 or HEAD, and always whole: Spring serves no ranges of a stream.
     */
    private ResponseEntity<InputStreamResource> served(StoredImage image, HttpMethod method) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(image.format().mediaType()))
                .contentLength(image.bytes())
                .eTag(image.sha256())
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .header(HttpHeaders.ACCEPT_RANGES, "none")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        return method.equals(HttpMethod.HEAD)
                ? answer.build()
                : answer.body(
                        new InputStreamResource(() -> store.get(image).orElseThrow(ImageController::unknownImage)));
    }

    private static HttpRefusal unknownImage() {
        return new HttpRefusal(HttpStatus.NOT_FOUND, "Image not found");
    }
}
