package io.talel.gateway.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feed as every format shows it. Its texts have only characters that XML can hold.
 *
 * @param name for ever
 * @param self its own address
 * @param home address of the site
 * @param updated latest change of an entry; empty without entries
 * @param hub which tells subscribers of changes, if there is one
 */
record Feed(
        String name,
        String title,
        String description,
        String self,
        String home,
        Optional<Instant> updated,
        Optional<URI> hub,
        List<Entry> entries) {

    /**
     * @param name for ever
     * @param summary plain text, possibly empty
     * @param html with absolute addresses; empty if it is too large
     * @param language a tag of BCP 47; empty if it is not known
     */
    record Entry(
            String name,
            String url,
            String title,
            String summary,
            Optional<String> html,
            String author,
            List<String> tags,
            String language,
            Instant published,
            Instant updated) {}
}
