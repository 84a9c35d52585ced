package kr.ondam.agent;

/// What a user may do in their tenant; the last three reach over the whole group.
public enum Role {
  /// 상담사
  AGENT,
  /// 파트장
  LEAD,
  /// 센터장
  MANAGER,
  /// 관리자 of one tenant
  ADMIN,
  /// 통합관리자
  GROUP_MANAGER,
  /// 시스템관리자
  SYSTEM_ADMIN,
  /// 감사
  AUDITOR
}
