#pragma once
// Works out what an operation would change in a draft. Draft's own tool.

#include "data/drafts/draft_import.h"

namespace data {

class OpMaker {
public:
    explicit OpMaker(const Draft& draft) : draft_(draft), version_(draft.version()) {}

    /// The edit with what it touched; entry holds op and subject only.
    OpOutcome make(const DraftOp& op) const;

    OpOutcome operator()(const SplitOp& op) const;
    OpOutcome operator()(const CutOp& op) const;
    OpOutcome operator()(const MergeOp& op) const;
    OpOutcome operator()(const ReshapeOp& op) const;
    OpOutcome operator()(const MoveOp& op) const;
    OpOutcome operator()(const InsertOp& op) const;
    OpOutcome operator()(const DeleteVertexOp& op) const;
    OpOutcome operator()(const SimplifyOp& op) const;
    OpOutcome operator()(const DrawOp& op) const;
    OpOutcome operator()(const RemoveOp& op) const;
    OpOutcome operator()(const AssignOp& op) const;
    OpOutcome operator()(const UnlockOp& op) const;
    OpOutcome operator()(const SetOp& op) const;
    OpOutcome operator()(const ConfirmOp& op) const;
    OpOutcome operator()(const RenumberOp& op) const;
    OpOutcome operator()(const RepairOp& op) const;
    OpOutcome operator()(const IgnoreOp& op) const;
    OpOutcome operator()(const UndoOp&) const;
    OpOutcome operator()(const RedoOp&) const;
    ImportTrial operator()(const DraftImport& import) const;

private:
    using Faces = std::variant<std::vector<geo::FaceId>, RefusedOp>;
    Faces faces_of(const std::vector<GridRef>& refs) const;
    /// The same where land is wanted: a covered grid is refused.
    std::variant<geo::FaceId, RefusedOp> land_of(const GridRef& ref) const;
    Faces lands_of(const std::vector<GridRef>& refs) const;
    std::variant<GridId, RefusedOp> community_of(const GridRef& ref) const;
    bool can_be_finding(const std::string& key) const;
    std::string subject_of(const std::vector<geo::FaceId>& faces) const;

    /// A geometric edit with the records that follow from it, if no locked outline moves.
    OpOutcome with_records(geo::EditOutcome outcome, const std::vector<geo::FaceId>& named, std::optional<GridId> community = {}) const;
    /// Changes of records alone.
    OpOutcome records_only(std::vector<DraftEdit::GridChange> changes) const;
    OpOutcome step_again(DraftEdit edit, std::int64_t seq) const;
    std::optional<RefusedOp> find_locked(const DraftEdit& edit) const;
    /// Every locked outline that the edit moves, once each.
    std::vector<LockedOutline> locked_by(const DraftEdit& edit) const;
    /// In the grid's land; nothing where it has none.
    std::optional<geo::LonLat> place_of(geo::FaceId face) const;
    RefusedOp refused_by(const LockedOutline& locked) const;
    /// What looks different.
    geo::FixedBox box_of(const DraftEdit& edit) const;
    bool is_unlocked(Level level, GridId area) const;
    /// Whether a border is part of an outline of the areas above that may not move.
    bool is_locked_outline(const geo::SharedArc& arc) const;
    /// `at`: a face, also an overlap of which `face` is an owner.
    bool is_or_owns(geo::FaceId face, geo::FaceId at) const;

    const Draft& draft_;
    const DraftVersion& version_;
};

/// The reason of a geometric refusal, in the closed list of scripts.
RefusedOp refused_op(const geo::Refused& no);

} // namespace data
