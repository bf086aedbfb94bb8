package io.talel.gateway.feed.sitemap;

/**
 * How the addresses of a site are shared out among files: the home page is the first address, and articles follow in the order of
 * their publication, so a new article changes the last file only.
 *
 * @param articles number of all articles
 * @param most addresses in a file
 */
record SitemapFiles(long articles, int most) {

    /** What the protocol allows. */
    static final int MOST = 50_000;

    /** At least one, since the home page is there. */
    long count() {
        return (articles + most) / most;
    }

    /** @param number from 1 */
    Part part(long number) {
        return number == 1 ? new Part(true, 0, most - 1) : new Part(false, (number - 1) * most - 1, most);
    }

    /**
     * The addresses of one file.
     *
     * @param home whether it begins with the home page
     * @param offset articles in the files before it
     * @param limit most articles in it
     */
    record Part(boolean home, long offset, int limit) {}
}
