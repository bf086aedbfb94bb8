package io.talel.gateway.article.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.web.WebSettings;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

class ExportImageLinksTest {

    private static final SignedIn ADA =
            new SignedIn(new SessionId("AAECAwQFBgcICQoLDA0ODw"), new UserId(7), new Username("ada"), Instant.EPOCH);
    private static final ImageFileName SUNSET = new ImageFileName("sunset_1.png");

    private final ImageUrls addresses = new ImageUrls(
            new WebSettings(List.of(), URI.create("https://api.example.org"), "https://www.talel.io/articles/", false));
    private final List<Object> asked = new ArrayList<>();

    @Test
    void an_image_is_looked_up_once_however_many_links_lead_to_it() {
        ExportImageLinks images = images(SUNSET);
        String address = addresses.of(ADA.username(), SUNSET);

        assertThat(images.linked("![a](" + address + ") ![b](" + address + ")"))
                .isEqualTo("![a](../images/sunset_1.png) ![b](../images/sunset_1.png)");
        images.linked(address);

        assertThat(asked).containsExactly(new FindImage(ADA.userId(), SUNSET));
    }

    @Test
    void an_image_keeps_its_address_if_its_name_is_too_long_for_a_file() {
        ImageFileName file = new ImageFileName("\u5199".repeat(100) + "_1.png");
        String text = "![a](" + addresses.of(ADA.username(), file) + ")";

        assertThat(images(file).linked(text)).isEqualTo(text);
    }

    private ExportImageLinks images(ImageFileName file) {
        ImageView image = new ImageView(
                new ImageId(1),
                0,
                ADA.userId(),
                Instant.EPOCH,
                file,
                new StoredImage("a", ImageFormat.PNG, 1, "0a".repeat(32), 1, 1));
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindImage.class.getName(), ImageView.class, message -> {
            asked.add(message.getPayload());
            return image;
        });
        return new ExportImageLinks(
                ADA,
                addresses,
                new Queries(DefaultQueryGateway.builder().queryBus(bus).build()));
    }
}
