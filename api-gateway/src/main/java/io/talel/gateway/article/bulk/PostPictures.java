package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.ImportedArticles.Job;
import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.ImageLinks;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.image.ImportedImages;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.ImageUrls;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/** The pictures of the posts of one import: found here, taken in, or planned. */
final class PostPictures {

    private static final Logger LOG = LoggerFactory.getLogger(PostPictures.class);

    /** The beginning of an address of another site. */
    private static final Pattern ELSEWHERE = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)");

    private final Job job;
    private final UserId author;
    private final DryRun plan;
    private final ImportedImages pictures;
    private final ImageUrls addresses;
    private int added;

    /** What is known of pictures by their names in the file: empty if they are not here. */
    private final Map<String, Optional<ImageFileName>> images = new HashMap<>();

    /** Why pictures of the file cannot be shown. */
    private final Map<String, String> unusable = new HashMap<>();

    PostPictures(Job job, DryRun plan, ImportedImages pictures, ImageUrls addresses) {
        this.job = job;
        this.author = job.author().userId();
        this.plan = plan;
        this.pictures = pictures;
        this.addresses = addresses;
    }

    /** Pictures that were taken in, or would be. */
    int added() {
        return added;
    }

    /** @param take whether to take in pictures that are not here, or to plan that; otherwise their addresses stay */
    String replaceLinks(Post post, String text, boolean take, Set<String> remarks) {
        return ImageLinks.replace(text, link -> {
            Optional<String> name = post.images().apply(link);
            if (name.isEmpty() && !ELSEWHERE.matcher(link).find()) {
                remarks.add("Picture " + link + " is not in the file");
            }
            return name.flatMap(some -> image(some, take, remarks))
                    .map(file -> addresses.of(job.author().username(), file));
        });
    }

    private Optional<ImageFileName> image(String name, boolean take, Set<String> remarks) {
        Optional<ImageFileName> known = images.get(name);
        if (known == null || (take && known.isEmpty() && !unusable.containsKey(name))) {
            known = unpacked(name, take);
            images.put(name, known);
        }
        if (unusable.containsKey(name)) {
            remarks.add(name + " " + unusable.get(name));
        }
        return known;
    }

    private Optional<ImageFileName> unpacked(String name, boolean take) {
        job.requireTurn();
        try (InputStream in = job.files().open(name)) {
            ImportedImages.receive(in, job.scratch());
            String file = EntryNames.last(name);
            Optional<ImageFileName> found = pictures.find(author, file, job.scratch());
            Optional<ImageFileName> known = found.isPresent() ? found : plan.image(job.scratch());
            return known.isPresent() || !take ? known : Optional.of(missing(file));
        } catch (IOException e) {
            throw new Unreadable("has a picture that is damaged");
        } catch (HttpRefusal e) {
            if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                throw notNow();
            }
            unusable.put(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private ImageFileName missing(String file) throws IOException {
        ImageFileName taken = job.dryRun() ? plan.addImage(job.scratch()) : taken(file);
        // The same picture may have other names.
        images.values().removeIf(Optional::isEmpty);
        added++;
        return taken;
    }

    /** A failing bucket or decoder fails the posts with pictures only. */
    private ImageFileName taken(String file) {
        try {
            return pictures.take(author, file, job.scratch());
        } catch (HttpRefusal | CommandRefused e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("A picture of an import cannot be stored: {}", e.toString());
            throw notNow();
        }
    }

    private static Unreadable notNow() {
        return new Unreadable("has a picture that cannot be stored now; import it again");
    }
}
