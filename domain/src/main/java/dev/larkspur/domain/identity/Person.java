package dev.larkspur.domain.identity;

/** One person as one app knows them: an open_id means nothing without its app. */
public record Person(AppId app, OpenId openId) {}
