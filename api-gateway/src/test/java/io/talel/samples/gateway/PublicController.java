package io.talel.samples.gateway;

import org.springframework.web.bind.annotation.RestController;

/** Offers itself to others. */
@RestController
public class PublicController {}
