package io.talel.gateway.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jdom2.Element;
import org.jdom2.Namespace;

/**
 * A feed as RSS 2.0. The author is a {@code dc:creator}, since the {@code author} of RSS is an e-mail address; the HTML is a {@code
 * content:encoded}, and links to itself and to a hub are those of Atom.
 */
final class RssFeed {

    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");

    private RssFeed() {}

    static Channel of(Feed feed) {
        Channel channel = new Channel("rss_2.0");
        channel.setTitle(feed.title());
        channel.setLink(feed.home());
        channel.setDescription(feed.description());
        feed.updated().map(Date::from).ifPresent(channel::setLastBuildDate);
        List<Element> links = new ArrayList<>();
        links.add(link("self", feed.self()).setAttribute("type", FeedFormat.RSS.mediaType()));
        feed.hub().ifPresent(hub -> links.add(link("hub", hub.toString())));
        channel.setForeignMarkup(links);
        channel.setItems(feed.entries().stream().map(RssFeed::item).toList());
        return channel;
    }

    private static Element link(String relation, String address) {
        return new Element("link", ATOM).setAttribute("rel", relation).setAttribute("href", address);
    }

    private static Item item(Feed.Entry entry) {
        Item item = new Item();
        item.setTitle(entry.title());
        item.setLink(entry.url());
        item.setGuid(guid(entry.name()));
        item.setPubDate(Date.from(entry.published()));
        if (!entry.summary().isBlank()) {
            Description description = new Description();
            description.setValue(entry.summary());
            item.setDescription(description);
        }
        entry.html().ifPresent(html -> {
            Content content = new Content();
            content.setType(Content.HTML);
            content.setValue(html);
            item.setContent(content);
        });
        item.setCategories(entry.tags().stream().map(RssFeed::category).toList());
        item.setModules(List.of(dublinCore(entry)));
        return item;
    }

    private static Guid guid(String name) {
        Guid guid = new Guid();
        guid.setPermaLink(false);
        guid.setValue(name);
        return guid;
    }

    private static Category category(String tag) {
        Category category = new Category();
        category.setValue(tag);
        return category;
    }

    private static DCModule dublinCore(Feed.Entry entry) {
        DCModule module = new DCModuleImpl();
        module.setCreator(entry.author());
        if (!entry.language().isEmpty()) {
            module.setLanguage(entry.language());
        }
        return module;
    }
}
