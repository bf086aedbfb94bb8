package io.talel.gateway.web;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;

/** What a read asks for has another address now. */
public final class Moved extends RuntimeException {
    public static final HttpStatus STATUS = HttpStatus.MOVED_PERMANENTLY;

    private static final long serialVersionUID = 1L;

    private final String location;
    private final transient CacheControl readers;

    /**
     * @param location the other address, relative to the server, percent-encoded
     * @param readers who may keep the answer; without asking again nobody should, since it may come back
     */
    public Moved(String location, CacheControl readers) {
        super(location, null, false, false);
        this.location = location;
        this.readers = readers;
    }

    public String location() {
        return location;
    }

    public CacheControl readers() {
        return readers;
    }
}
