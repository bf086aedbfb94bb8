package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.archive.EntryNames;
import io.talel.gateway.article.bulk.archive.ImageLinks;
import io.talel.gateway.article.bulk.source.TalelioPosts;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.web.UserPath;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Replaces addresses of an author's own images by links into the folder of an export, if an import can restore them. */
final class ExportImageLinks {

    private static final String FOLDER = "../" + TalelioPosts.IMAGES + "/";

    private final SignedIn author;
    private final ImageUrls addresses;
    private final Queries queries;

    /** Whether there are images of these names, and files of the same names in the export. */
    private final Map<ImageFileName, Boolean> known = new HashMap<>();

    ExportImageLinks(SignedIn author, ImageUrls addresses, Queries queries) {
        this.author = author;
        this.addresses = addresses;
        this.queries = queries;
    }

    String linked(String text) {
        String linked = ImageLinks.replace(text, this::link);
        // A text may have such a link of its own: an import would change it, so this one keeps its addresses.
        return ImageLinks.replace(linked, this::address).equals(text) ? linked : text;
    }

    private Optional<String> link(String address) {
        return addresses
                .file(address, author.username())
                .filter(this::exists)
                .map(file -> FOLDER + UserPath.segment(file.value()));
    }

    /** The address that an import puts in place of a link. */
    private Optional<String> address(String link) {
        return EntryNames.resolve(TalelioPosts.POSTS, link)
                .filter(name -> EntryNames.folder(name).equals(TalelioPosts.IMAGES))
                .flatMap(name -> ImageFileName.read(EntryNames.last(name)))
                .filter(this::exists)
                .map(file -> addresses.of(author.username(), file));
    }

    private boolean exists(ImageFileName file) {
        return known.computeIfAbsent(file, name -> queries.find(new FindImage(author.userId(), name), ImageView.class)
                .filter(ExportFiles::keepsName)
                .isPresent());
    }
}
