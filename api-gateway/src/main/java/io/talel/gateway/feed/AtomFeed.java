package io.talel.gateway.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** A feed as Atom (RFC 4287). */
final class AtomFeed {

    private AtomFeed() {}

    static com.rometools.rome.feed.atom.Feed of(Feed feed) {
        com.rometools.rome.feed.atom.Feed atom = new com.rometools.rome.feed.atom.Feed("atom_1.0");
        atom.setId(feed.name());
        atom.setTitle(feed.title());
        atom.setSubtitle(content(Content.TEXT, feed.description()));
        // Atom wants a time, of a feed without entries too.
        atom.setUpdated(Date.from(feed.updated().orElse(Instant.EPOCH)));
        atom.setAlternateLinks(List.of(link("alternate", feed.home())));
        List<Link> others = new ArrayList<>();
        Link self = link("self", feed.self());
        self.setType(FeedFormat.ATOM.mediaType());
        others.add(self);
        feed.hub().ifPresent(hub -> others.add(link("hub", hub.toString())));
        atom.setOtherLinks(others);
        atom.setEntries(feed.entries().stream().map(AtomFeed::entry).toList());
        return atom;
    }

    private static Entry entry(Feed.Entry entry) {
        Entry atom = new Entry();
        atom.setId(entry.name());
        atom.setTitle(entry.title());
        atom.setPublished(Date.from(entry.published()));
        atom.setUpdated(Date.from(entry.updated()));
        atom.setAlternateLinks(List.of(link("alternate", entry.url())));
        atom.setAuthors(List.<SyndPerson>of(person(entry.author())));
        atom.setCategories(entry.tags().stream().map(AtomFeed::category).toList());
        if (!entry.summary().isBlank()) {
            atom.setSummary(content(Content.TEXT, entry.summary()));
        }
        entry.html().ifPresent(html -> atom.setContents(List.of(content(Content.HTML, html))));
        if (!entry.language().isEmpty()) {
            DCModule language = new DCModuleImpl();
            language.setLanguage(entry.language());
            atom.setModules(List.of(language));
        }
        return atom;
    }

    private static Link link(String relation, String address) {
        Link link = new Link();
        link.setRel(relation);
        link.setHref(address);
        return link;
    }

    private static Person person(String name) {
        Person person = new Person();
        person.setName(name);
        return person;
    }

    private static Category category(String tag) {
        Category category = new Category();
        category.setTerm(tag);
        return category;
    }

    private static Content content(String type, String value) {
        Content content = new Content();
        content.setType(type);
        content.setValue(value);
        return content;
    }
}
