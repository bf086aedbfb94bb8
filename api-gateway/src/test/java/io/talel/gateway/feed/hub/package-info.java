/** Tests of pings. */
package io.talel.gateway.feed.hub;
