package io.talel.gateway.article.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.crypto.Digests;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery.FindFreeSlug;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.image.ImageFileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a dry run would create. Later posts of the file meet it as those of an import meet what has been created. */
final class DryRun {

    private final Queries queries;
    private final Map<ArticleId, Planned> articles = new HashMap<>();
    private final Set<Slug> slugs = new HashSet<>();

    /** The last number that was added to a slug. */
    private final Map<Slug, Integer> numbers = new HashMap<>();

    private final Set<ImageFileName> images = new HashSet<>();

    DryRun(Queries queries) {
        this.queries = queries;
    }

    /** @param digest of the content; the contents of a whole file would fill the memory */
    record Planned(Slug slug, String digest, boolean draft) {

        boolean says(ArticleContent content) {
            return digest.equals(digest(content));
        }

        private static String digest(ArticleContent content) {
            return HexFormat.of().formatHex(Digests.sha256(content.toString().getBytes(UTF_8)));
        }
    }

    Optional<Planned> article(ArticleId id) {
        return Optional.ofNullable(articles.get(id));
    }

    /** @return the slug that the article would get */
    Slug add(ArticleId id, PostContent content) {
        Slug slug = free(content.slug());
        slugs.add(slug);
        articles.put(id, new Planned(slug, Planned.digest(content.content()), content.draft()));
        return slug;
    }

    /** As claims would number it, if they held the planned slugs too. */
    private Slug free(Slug wanted) {
        int stored = SlugNumber.of(queries.ask(new FindFreeSlug(wanted), Slug.class), wanted);
        int number = Math.max(stored, numbers.getOrDefault(wanted, 0) + 1);
        while (isTaken(SlugNumber.add(wanted, number))) {
            number++;
        }
        numbers.put(wanted, number);
        return SlugNumber.add(wanted, number);
    }

    private boolean isTaken(Slug slug) {
        return slugs.contains(slug)
                || queries.find(new FindSlugOwner(slug), SlugOwner.class).isPresent();
    }

    /** A planned picture of these bytes. */
    Optional<ImageFileName> image(Path content) throws IOException {
        return images.isEmpty() ? Optional.empty() : Optional.of(named(content)).filter(images::contains);
    }

    /** @return stands for the name that the picture would get */
    ImageFileName addImage(Path content) throws IOException {
        ImageFileName image = named(content);
        images.add(image);
        return image;
    }

    private static ImageFileName named(Path content) throws IOException {
        try (DigestOutputStream digest = Digests.sha256Stream()) {
            Files.copy(content, digest);
            return new ImageFileName(
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        }
    }
}
