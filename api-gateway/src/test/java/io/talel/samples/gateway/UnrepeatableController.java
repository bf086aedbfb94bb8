package io.talel.samples.gateway;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A POST to it does its work again when it is repeated. */
@RestController
public class UnrepeatableController {

    @PostMapping("/orders")
    String order() {
        return "ordered";
    }
}
