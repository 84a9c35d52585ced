package kr.ondam.routing;

/// How an offer stands; every state but [#OPEN] is final.
public enum OfferState {
  OPEN,
  ACCEPTED,
  DECLINED,
  EXPIRED,
  RESCINDED
}
