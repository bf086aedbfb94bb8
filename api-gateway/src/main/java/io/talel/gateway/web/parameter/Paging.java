package io.talel.gateway.web.parameter;

import io.talel.gateway.web.HttpRefusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which page of a list is wanted.
 *
 * @param page from 1
 * @param limit entries a page, 1 to {@link #MAX_LIMIT}
 */
public record Paging(int page, int limit) {

    static final int DEFAULT_LIMIT = 10;
    static final int MAX_LIMIT = 100;

    /** Last page accepted; keeps the product of page and limit within an {@code int}. */
    private static final int MAX_PAGE = 10_000_000;

    /** Missing, empty and zero mean the default. */
    public static Paging of(@Nullable String page, @Nullable String limit) {
        return new Paging(number(page, 1, MAX_PAGE), limit(limit));
    }

    /** Entries a page, of a list without numbered pages too. */
    public static int limit(@Nullable String limit) {
        return number(limit, DEFAULT_LIMIT, MAX_LIMIT);
    }

    /** Entries on the pages before. */
    public long offset() {
        return (page - 1L) * limit;
    }

    /** As {@link #links(String, String, long)} of a list without a filter. */
    public Optional<String> links(String path, long total) {
        return links(path, "", total);
    }

    /**
     * The {@code Link} header of this page, with the pages that exist after and before it.
     *
     * @param path of the list, as v1 wrote it: without the base path
     * @param filter the rest of the query, with an ampersand at its end, or an empty text
     * @param total entries on all pages
     */
    public Optional<String> links(String path, String filter, long total) {
        List<String> links = new ArrayList<>();
        if ((long) page * limit < total) {
            links.add(link(path + "?" + filter, page + 1, "next"));
        }
        if (page > 1) {
            links.add(link(path + "?" + filter, page - 1, "prev"));
        }
        return links.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", links));
    }

    private String link(String query, int target, String relation) {
        return "<%spage=%d&limit=%d>; rel=\"%s\"".formatted(query, target, limit, relation);
    }

    private static int number(@Nullable String text, int otherwise, int most) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "Expected numeric query parameters");
        }
        int number = new BigInteger(text).min(BigInteger.valueOf(most)).intValue();
        return number == 0 ? otherwise : number;
    }
}
