package io.talel.gateway.web.parameter;

import io.talel.gateway.web.HttpRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The header {@code If-Match} (RFC 9110, 13.1.1). The version in an {@code ETag} decides, so a weak one is as good.
 *
 * @param versions that it lists, the newest first; empty if any version will do
 */
public record IfMatch(List<Long> versions) {

    /** Most versions of one request: each may cost a command. */
    private static final int MOST = 16;

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(0|[1-9][0-9]{0,17})(?:-[\\x21\\x23-\\x7E]*)?\"");

    /** A tag, with the commas and blanks up to the next. */
    private static final Pattern TAG =
            Pattern.compile("\\G[ \t,]*+((?:W/)?\"[\\x21\\x23-\\x7E]*+\")[ \t]*+(?:,[ \t,]*+|$)");

    public IfMatch {
        versions = List.copyOf(versions);
    }

    /**
     * @throws HttpRefusal with 412 if no version has one of the tags, with 400 if the header is no list of them
     */
    static IfMatch of(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new IfMatch(List.of());
        }
        List<Long> versions = tags(header).stream()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(version -> Long.valueOf(version.group(1)))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        if (versions.isEmpty()) {
            throw new HttpRefusal(HttpStatus.PRECONDITION_FAILED, "No version has the tag of If-Match");
        }
        if (versions.size() > MOST) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "If-Match must name at most " + MOST + " versions");
        }
        return new IfMatch(versions);
    }

    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        Matcher tag = TAG.matcher(header);
        int end = 0;
        while (tag.find()) {
            tags.add(tag.group(1));
            end = tag.end();
        }
        if (tags.isEmpty() || end < header.length()) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "If-Match must be a list of ETags or *");
        }
        return tags;
    }

    public boolean isAny() {
        return versions.isEmpty();
    }

    public boolean allows(long version) {
        return isAny() || versions.contains(version);
    }

    /** This one if it names versions, else the one version, if there is one. */
    public IfMatch or(@Nullable Long version) {
        return isAny() && version != null ? new IfMatch(List.of(version)) : this;
    }
}
