// @handlewithcare/prosemirror-suggest-changes 0.1.8, MIT (see LICENSE beside this file).
// Its modules one after the other, as they are published, without their imports and what is not used here. The lines
// marked with «Newsroom» differ: suggestions of two people never become one. See docs/decisions/suggestions.md.
import { pm } from "django-prose-editor/editor";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { AddMarkStep, AddNodeMarkStep, AttrStep, RemoveMarkStep, RemoveNodeMarkStep, ReplaceAroundStep, ReplaceStep, Transform, replaceStep } = pm.transform;

// utils.js
/**
 * Get the suggestion mark types from a schema, with proper error handling.
 * Throws an error if any of the required marks are not found.
 */ function getSuggestionMarks(schema) {
    const { insertion, deletion, modification } = schema.marks;
    if (!insertion) {
        throw new Error("Failed to find insertion mark in schema. Did you forget to add it?");
    }
    if (!deletion) {
        throw new Error("Failed to find deletion mark in schema. Did you forget to add it?");
    }
    if (!modification) {
        throw new Error("Failed to find modification mark in schema. Did you forget to add it?");
    }
    return {
        insertion,
        deletion,
        modification
    };
}

// generateId.js

// rebasePos.js
/**
 * Rebase a position onto a new lineage of steps
 *
 * @param pos The position to rebase
 * @param back The old steps to undo, in the order they were originally applied
 * @param forth The new steps to map through
 */ function rebasePos(pos, back, forth) {
    const reset = back.slice().reverse().reduce((acc, step)=>step.getMap().invert().map(acc), pos);
    return forth.reduce((acc, step)=>step.getMap().map(acc), reset);
}

// findSuggestionMarkEnd.js
function findSuggestionMarkEnd($pos, markType) {
    const initialDeletionMark = ($pos.nodeAfter ?? $pos.nodeBefore)?.marks.find((mark)=>mark.type === markType);
    if (!initialDeletionMark) {
        return $pos.pos;
    }
    let afterPos = $pos.pos + ($pos.nodeAfter?.nodeSize ?? 0);
    // We always return from this while loop
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
    while(true){
        const $afterPos = $pos.doc.resolve(afterPos);
        if ($afterPos.depth < 1 || $afterPos.nodeAfter && !markType.isInSet($afterPos.marks())) {
            return $afterPos.pos;
        }
        // We're at the end of a node. We need to check
        // whether there's a matching deletion at the beginning
        // of the next node
        let afterParentPos = $afterPos.after();
        let $afterParentPos = $pos.doc.resolve(afterParentPos);
        let nextParent = $afterParentPos.nodeAfter;
        while($afterParentPos.depth > 0 && !nextParent){
            afterParentPos = $afterPos.after($afterParentPos.depth);
            $afterParentPos = $pos.doc.resolve(afterParentPos);
            nextParent = $afterParentPos.nodeAfter;
        }
        let cousinStartPos = afterParentPos + 1;
        let cousin = nextParent?.firstChild;
        while(cousin && !cousin.isLeaf && !markType.isInSet(cousin.marks)){
            cousin = cousin.firstChild;
            cousinStartPos++;
        }
        const deletionMark = cousin?.marks.find((mark)=>mark.type === markType);
        if (!cousin || !deletionMark || deletionMark.attrs["id"] !== initialDeletionMark.attrs["id"]) {
            return $afterPos.pos;
        }
        const $cousinStartPos = $pos.doc.resolve(cousinStartPos);
        afterPos = $cousinStartPos.pos + ($cousinStartPos.nodeAfter?.nodeSize ?? 0);
    }
}

// plugin.js
const suggestChangesKey = new PluginKey("@handlewithcare/prosemirror-suggest-changes");
function isSuggestChangesEnabled(state) {
    return !!suggestChangesKey.getState(state)?.enabled;
}

// commands.js
/**
 * Given a node and a transform, add a set of steps to the
 * transform that applies all marks of type markTypeToApply
 * and reverts all marks of type markTypeToRevert.
 *
 * If suggestionId is provided, will only add steps that impact
 * deletions, insertions, and modifications with that id.
 */ function applySuggestionsToTransform(node, tr, markTypeToApply, markTypeToRevert, suggestionId, from, to) {
    const toApplyIsInSet = suggestionId === undefined ? (marks)=>markTypeToApply.isInSet(marks) : (marks)=>{
        const mark = markTypeToApply.isInSet(marks);
        return mark && mark.attrs["id"] === suggestionId ? mark : undefined;
    };
    const toRevertIsInSet = suggestionId === undefined ? (marks)=>markTypeToRevert.isInSet(marks) : (marks)=>{
        const mark = markTypeToRevert.isInSet(marks);
        return mark && mark.attrs["id"] === suggestionId ? mark : undefined;
    };
    const isToApply = toApplyIsInSet(node.marks);
    if (isToApply) {
        if (node.isInline) {
            tr.removeMark(0, node.nodeSize, markTypeToApply);
        } else {
            tr.removeNodeMark(0, markTypeToApply);
        }
    }
    node.descendants((child, pos)=>{
        if (from !== undefined && pos < from) {
            return true;
        }
        if (to !== undefined && pos > to) {
            return false;
        }
        const isToRevert = toRevertIsInSet(child.marks);
        const isToApply = toApplyIsInSet(child.marks);
        if (!isToRevert && !isToApply) {
            return true;
        }
        if (isToRevert) {
            const { pos: deletionFrom, deleted } = tr.mapping.mapResult(pos);
            if (deleted) return false;
            const deletionTo = findSuggestionMarkEnd(tr.doc.resolve(deletionFrom + child.nodeSize), markTypeToRevert);
            // check if the previous and the next text part is a space
            // if so, we can delete the whole text part
            const prevChar = tr.doc.textBetween(deletionFrom - 1, deletionFrom, "x", "x");
            const nextChar = // textBetween is fine with negative positions (??),
            // but it errors if passed a position greater than the
            // size of the doc
            deletionTo <= tr.doc.content.size ? tr.doc.textBetween(deletionTo, deletionTo + 1, "x", "x") : "";
            const addedRange = prevChar === " " && nextChar === " " ? 1 : 0;
            tr.deleteRange(deletionFrom, deletionTo + addedRange);
            return false;
        }
        const insertionFrom = tr.mapping.map(pos);
        const insertionTo = insertionFrom + child.nodeSize;
        if (child.isInline) {
            tr.removeMark(insertionFrom, insertionTo, markTypeToApply);
            if (child.text === "\u200B") {
                tr.delete(insertionFrom, insertionTo);
            }
        } else {
            tr.removeNodeMark(insertionFrom, markTypeToApply);
        }
        return true;
    });
}
function revertModifications(node, pos, tr) {
    const { modification } = getSuggestionMarks(node.type.schema);
    const existingMods = node.marks.filter((mark)=>mark.type === modification);
    for (const mod of existingMods){
        if (mod.attrs["type"] === "attr" && typeof mod.attrs["attrName"] === "string") {
            tr.setNodeAttribute(pos, mod.attrs["attrName"], mod.attrs["previousValue"]);
        } else if (mod.attrs["type"] === "mark") {
            if (mod.attrs["previousValue"]) {
                tr.addNodeMark(0, node.type.schema.markFromJSON(mod.attrs["previousValue"]));
            } else {
                tr.removeNodeMark(pos, node.type.schema.markFromJSON(mod.attrs["previousValue"]));
            }
        } else if (mod.attrs["type"] === "nodeType") {
            tr.setNodeMarkup(pos, node.type.schema.nodes[mod.attrs["previousValue"]], null);
        } else {
            throw new Error("Unknown modification type");
        }
    }
}
function modificationIsInSet(modification, id, marks) {
    const mark = modification.isInSet(marks);
    if (id === undefined) return mark;
    if (mark?.attrs["id"] === id) return mark;
    return undefined;
}
function applyModificationsToTransform(node, tr, dir, suggestionId, from, to) {
    const { modification } = getSuggestionMarks(node.type.schema);
    const isModification = modificationIsInSet(modification, suggestionId, node.marks);
    if (isModification) {
        let prevLength;
        do {
            // https://github.com/ProseMirror/prosemirror/issues/1525
            prevLength = tr.steps.length;
            tr.removeNodeMark(0, modification);
        }while (tr.steps.length > prevLength);
        if (dir < 0) {
            revertModifications(node, 0, tr);
        }
    }
    node.descendants((child, pos)=>{
        if (from !== undefined && pos < from) {
            return true;
        }
        if (to !== undefined && pos > to) {
            return false;
        }
        const isModification = modificationIsInSet(modification, suggestionId, child.marks);
        if (!isModification) {
            return true;
        }
        let prevLength;
        do {
            // https://github.com/ProseMirror/prosemirror/issues/1525
            prevLength = tr.steps.length;
            tr.removeNodeMark(pos, modification);
        }while (tr.steps.length > prevLength);
        if (dir < 0) {
            revertModifications(child, pos, tr);
        }
        return true;
    });
}
function applySuggestionsToRange(doc, from, to) {
    // blockRange can only return null if a predicate is provided
    // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
    const nodeRange = doc.resolve(from).blockRange(doc.resolve(to));
    const { deletion, insertion } = getSuggestionMarks(doc.type.schema);
    const transform = new Transform(doc);
    applySuggestionsToTransform(doc, transform, insertion, deletion, undefined, nodeRange.start, nodeRange.end);
    applyModificationsToTransform(doc, transform, 1, undefined, nodeRange.start, nodeRange.end);
    return transform.doc.slice(transform.mapping.map(from), transform.mapping.map(to));
}

// replaceStep.js
/**
 * Transform a replace step into its equivalent tracked steps.
 *
 * Any deletions of slices that are _not_ within existing
 * insertion marks will be replaced with addMark steps that add
 * deletion marks to those ranges.
 *
 * Any deletions of slices that _are_ within existing insertion
 * marks will actually be deleted.
 *
 * Any slices that are to be inserted will also be marked with
 * insertion marks.
 *
 * If a deletion begins at the very end of a textblock, a zero-width
 * space will be inserted at the end of that texblock and given
 * a deletion mark.
 *
 * Similarly, if a deletion ends at the very beginning fo a textblock,
 * a zero-width space will be inserted at the beginning of that
 * textblock and given a deletion mark.
 *
 * If an insertion slice is open on either end, and there is no content
 * adjacent to the open end(s), zero-width spaces
 * will be added at the open end(s) and given insertion marks.
 *
 * After all of the above have been evaluated, if the resulting
 * insertion or deletion marks abut or join existing marks, they
 * will be joined and given the same ids. Any no-longer-necessary
 * zero-width spaces will be removed.
 */ function suggestReplaceStep(trackedTransaction, state, doc, step, prevSteps, suggestionId) {
    const { deletion, insertion } = getSuggestionMarks(state.schema);
    // Check for insertion and deletion marks directly
    // adjacent to this step's boundaries. If they exist,
    // we'll use their ids, rather than producing a new one
    const nodeBefore = doc.resolve(step.from).nodeBefore;
    const markBefore = nodeBefore?.marks.find((mark)=>(mark.type === deletion || mark.type === insertion) && isOfSamePerson(mark.attrs["id"], suggestionId)) ?? null; // Newsroom
    const nodeAfter = doc.resolve(step.to).nodeAfter;
    const markAfter = nodeAfter?.marks.find((mark)=>(mark.type === deletion || mark.type === insertion) && isOfSamePerson(mark.attrs["id"], suggestionId)) ?? null; // Newsroom
    const markId = markBefore?.attrs["id"] ?? markAfter?.attrs["id"] ?? suggestionId;
    const insertedRanges = [];
    // Rebase this step's boundaries onto the newest doc
    let stepFrom = rebasePos(step.from, prevSteps, trackedTransaction.steps);
    let stepTo = rebasePos(step.to, prevSteps, trackedTransaction.steps);
    if (state.selection.empty && stepFrom !== stepTo) {
        trackedTransaction.setSelection(TextSelection.near(trackedTransaction.doc.resolve(stepFrom)));
    }
    // Make a list of any existing insertions that fall within the
    // range that this step is trying to delete. These will be actually
    // deleted, rather than marked as deletions.
    trackedTransaction.doc.nodesBetween(stepFrom, stepTo, (node, pos)=>{
        if (insertion.isInSet(node.marks)) {
            insertedRanges.push({
                from: Math.max(pos, stepFrom),
                to: Math.min(pos + node.nodeSize, step.to)
            });
            return false;
        }
        return true;
    });
    // Delete the previously-inserted ranges for real
    // ranges are reverted, applying them in this order saves rebasing
    // since deletions won't affect earlier deletions
    insertedRanges.reverse();
    for (const range of insertedRanges){
        trackedTransaction.delete(range.from, range.to);
    }
    // Update the step boundaries, since we may have just changed
    // the document
    stepFrom = rebasePos(step.from, prevSteps, trackedTransaction.steps);
    stepTo = rebasePos(step.to, prevSteps, trackedTransaction.steps);
    // If there's a deletion, we need to check for and handle
    // the case where it crosses a block boundary, so that we
    // can leave zero-width spaces as markers if there's no other
    // content to anchor the deletion to.
    if (stepFrom !== stepTo) {
        let $stepFrom = trackedTransaction.doc.resolve(stepFrom);
        let $stepTo = trackedTransaction.doc.resolve(stepTo);
        // When there are no characters to mark with deletions before
        // the end of a block, we add zero-width, non-printable
        // characters as markers to indicate that a deletion exists
        // and crosses a block boundary. This allows us to render the
        // deleted boundary with a widget, as well as properly handle
        // future, adjacent deletions and insertions.
        if (!$stepFrom.nodeAfter && !deletion.isInSet($stepFrom.nodeBefore?.marks ?? [])) {
            trackedTransaction.insertText("\u200B", stepFrom);
            stepTo++;
            $stepTo = trackedTransaction.doc.resolve(stepTo);
        }
        if (!$stepTo.nodeBefore && !deletion.isInSet($stepTo.nodeAfter?.marks ?? [])) {
            trackedTransaction.insertText("\u200B", stepTo);
            stepTo++;
            $stepTo = trackedTransaction.doc.resolve(stepTo);
        }
        // When we produce a deletion mark that directly abuts
        // an existing mark with a zero-width space, we delete
        // that space. We'll join the marks later, and can use
        // the joined marks to find deletions across the block
        // boundary
        if ($stepFrom.nodeBefore?.text?.endsWith("\u200B") && !$stepTo.nodeAfter?.text?.startsWith("\u200B")) {
            trackedTransaction.delete(stepFrom - 1, stepFrom);
            stepFrom--;
            stepTo--;
            $stepFrom = trackedTransaction.doc.resolve(stepFrom);
            $stepTo = trackedTransaction.doc.resolve(stepTo);
        }
        if ($stepTo.nodeAfter?.text?.startsWith("\u200B") && !$stepFrom.nodeBefore?.text?.endsWith("\u200B")) {
            trackedTransaction.delete(stepTo, stepTo + 1);
        }
        // If the user is deleting exactly a zero-width space,
        // delete the space and also shift the range back by one,
        // so that they actually mark the character before the
        // zero-width space as deleted. The user doesn't know
        // the zero-width space is there, so deleting it would
        // appear to do nothing
        if ($stepFrom.nodeBefore && stepTo - stepFrom === 1 && trackedTransaction.doc.textBetween(stepFrom, stepTo) === "\u200B") {
            trackedTransaction.delete(stepFrom, stepTo);
            stepFrom--;
            stepTo--;
            $stepFrom = trackedTransaction.doc.resolve(stepFrom);
            $stepTo = trackedTransaction.doc.resolve(stepTo);
            trackedTransaction.setSelection(TextSelection.near($stepFrom));
        }
    }
    // TODO: Even if the range doesn't map to a block
    // range, check whether it contains any whole
    // blocks, so that we can use node marks on those.
    //
    // If the deleted range maps precisely to a block
    // range. If they do, add node marks to the nodes
    // in the range, rather than using inline marks
    // on the content.
    const blockRange = trackedTransaction.doc.resolve(stepFrom).blockRange(trackedTransaction.doc.resolve(stepTo));
    if (!blockRange || blockRange.start !== stepFrom || blockRange.end !== stepTo) {
        trackedTransaction.addMark(stepFrom, stepTo, deletion.create({
            id: markId
        }));
    } else {
        trackedTransaction.doc.nodesBetween(blockRange.start, blockRange.end, (_, pos)=>{
            if (pos < blockRange.start) return true;
            trackedTransaction.addNodeMark(pos, deletion.create({
                id: markId
            }));
            return false;
        });
    }
    // TODO: This could break if there's already a deletion-insertion-deletion-insertion combination
    // This is the code that creates those combinations, doing this twice in a row could break it
    // Detect when a new mark directly abuts an existing mark with
    // a different id and merge them
    if (nodeAfter && markAfter && markAfter.attrs["id"] !== markId) {
        const $nodeAfterStart = trackedTransaction.doc.resolve(stepTo);
        const nodeAfterEnd = $nodeAfterStart.pos + nodeAfter.nodeSize;
        trackedTransaction.removeMark(stepTo, nodeAfterEnd, markAfter.type);
        trackedTransaction.addMark(stepTo, nodeAfterEnd, markAfter.type.create({
            id: markId
        }));
        if (markAfter.type === deletion) {
            const insertionNode = trackedTransaction.doc.resolve(nodeAfterEnd).nodeAfter;
            if (insertionNode && insertion.isInSet(insertionNode.marks)) {
                const insertionNodeEnd = nodeAfterEnd + insertionNode.nodeSize;
                trackedTransaction.removeMark(nodeAfterEnd, insertionNodeEnd, insertion);
                trackedTransaction.addMark(nodeAfterEnd, insertionNodeEnd, insertion.create({
                    id: markId
                }));
            }
        }
    }
    // Handle insertions
    if (step.slice.content.size) {
        const $to = trackedTransaction.doc.resolve(stepTo);
        // Don't allow inserting content within an existing deletion
        // mark. Instead, shift the proposed insertion to the end
        // of the deletion.
        const insertFrom = findSuggestionMarkEnd($to, deletion);
        // We execute the insertion normally, on top of all of the existing
        // tracked changes.
        trackedTransaction.replace(insertFrom, insertFrom, step.slice);
        const insertStep = // We just created this step, so it we can assert that it exists
        // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
        trackedTransaction.steps[trackedTransaction.steps.length - 1];
        let insertedTo = insertStep.getMap().map(insertFrom);
        // Then, we iterate through the newly inserted content and mark it
        // as inserted.
        trackedTransaction.doc.nodesBetween(insertFrom, insertedTo, (node, pos)=>{
            const $pos = trackedTransaction.doc.resolve(pos);
            // If any of this node's ancestors are already marked as insertions,
            // we can skip it
            for(let d = $pos.depth; d >= 0; d--){
                if (insertion.isInSet($pos.node(d).marks)) return;
            }
            // When an insertion constitutes only part of a node,
            // use inline marks to mark only the inserted portion
            const shouldAddInlineMarks = pos < insertFrom || pos + node.nodeSize > insertedTo || node.isInline;
            if (shouldAddInlineMarks) {
                trackedTransaction.addMark(Math.max(pos, insertFrom), Math.min(pos + node.nodeSize, insertedTo), insertion.create({
                    id: markId
                }));
                return;
            }
            // Use a node mark when an entire node was newly inserted.
            trackedTransaction.addNodeMark(pos, insertion.create({
                id: markId
            }));
        });
        const $insertFrom = trackedTransaction.doc.resolve(insertFrom);
        let $insertedTo = trackedTransaction.doc.resolve(insertedTo);
        // Like with deletions, identify when we've inserted a
        // node boundary and add zero-width spaces as anchors on
        // either side.
        if (!$insertFrom.nodeAfter) {
            trackedTransaction.insertText("\u200B", insertFrom);
            trackedTransaction.addMark(insertFrom, insertFrom + 1, insertion.create({
                id: markId
            }));
            insertedTo++;
            $insertedTo = trackedTransaction.doc.resolve(insertedTo);
        }
        if (!$insertedTo.nodeBefore) {
            trackedTransaction.insertText("\u200B", insertedTo);
            trackedTransaction.addMark(insertedTo, insertedTo + 1, insertion.create({
                id: markId
            }));
            insertedTo++;
            $insertedTo = trackedTransaction.doc.resolve(insertedTo);
        }
        if (insertFrom !== $to.pos) {
            trackedTransaction.setSelection(TextSelection.near(trackedTransaction.doc.resolve(insertFrom + step.slice.size)));
        }
    }
    return markId === suggestionId;
}

// addMarkStep.js
/**
 * Transform an add mark step into its equivalent tracked steps.
 *
 * Add mark steps are treated as replace steps in this model. An
 * equivalent replace step will be generated, and then processed via
 * trackReplaceStep().
 */ function trackAddMarkStep(trackedTransaction, state, doc, step, prevSteps, suggestionId) {
    const applied = step.apply(doc).doc;
    if (!applied) return false;
    const slice = applySuggestionsToRange(applied, step.from, step.to);
    const replace = replaceStep(doc, step.from, step.to, slice);
    if (!replace) return false;
    return suggestReplaceStep(trackedTransaction, state, doc, replace, prevSteps, suggestionId);
}

// removeMarkStep.js
/**
 * Transform a remove mark step into its equivalent tracked steps.
 *
 * Add mark steps are treated as replace steps in this model. An
 * equivalent replace step will be generated, and then processed via
 * trackReplaceStep().
 */ function suggestRemoveMarkStep(trackedTransaction, state, doc, step, prevSteps, suggestionId) {
    const applied = step.apply(doc).doc;
    if (!applied) return false;
    const slice = applySuggestionsToRange(applied, step.from, step.to);
    const replace = replaceStep(doc, step.from, step.to, slice);
    if (!replace) return false;
    return suggestReplaceStep(trackedTransaction, state, doc, replace, prevSteps, suggestionId);
}

// addNodeMarkStep.js
/**
 * Transform an add node mark step into its equivalent tracked steps.
 *
 * Add node mark steps are processed normally, and then a modification
 * mark is added to the node as well, to track the change.
 */ function trackAddNodeMarkStep(trackedTransaction, state, _doc, step, prevSteps, suggestionId) {
    const { modification } = getSuggestionMarks(state.schema);
    const rebasedPos = rebasePos(step.pos, prevSteps, trackedTransaction.steps);
    const $pos = trackedTransaction.doc.resolve(rebasedPos);
    const node = $pos.nodeAfter;
    let marks = node?.marks ?? [];
    const existingMods = marks.filter((mark)=>mark.type === modification && mark.attrs["type"] === "mark" && step.mark.type.excludes(state.schema.markFromJSON(mark.attrs["newValue"]).type));
    existingMods.forEach((mark)=>{
        marks = mark.removeFromSet(marks);
    });
    let newMarks = step.mark.addToSet(marks);
    let previousValue = null;
    for (const mark of marks){
        if (!newMarks.some((m)=>m.eq(mark))) {
            previousValue = mark;
            break;
        }
    }
    newMarks = modification.create({
        id: suggestionId,
        type: "mark",
        // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
        previousValue: previousValue?.toJSON(),
        // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
        newValue: step.mark.toJSON()
    }).addToSet(newMarks);
    trackedTransaction.setNodeMarkup(rebasedPos, null, null, newMarks);
    return true;
}

// removeNodeMarkStep.js
/**
 * Transform a remove node mark step into its equivalent tracked steps.
 *
 * Remove node mark steps are processed normally, and then a modification
 * mark is added to the node as well, to track the change.
 */ function suggestRemoveNodeMarkStep(trackedTransaction, state, _doc, step, prevSteps, suggestionId) {
    const { modification } = getSuggestionMarks(state.schema);
    const rebasedPos = rebasePos(step.pos, prevSteps, trackedTransaction.steps);
    const $pos = trackedTransaction.doc.resolve(rebasedPos);
    const node = $pos.nodeAfter;
    let marks = node?.marks ?? [];
    const existingMod = marks.find((mark)=>mark.type === modification && mark.attrs["type"] === "mark" && mark.attrs["newValue"] && step.mark.eq(state.schema.markFromJSON(mark.attrs["newValue"])));
    if (existingMod) {
        trackedTransaction.removeNodeMark(rebasedPos, existingMod);
        trackedTransaction.removeNodeMark(rebasedPos, state.schema.markFromJSON(existingMod.attrs["newValue"]));
        return false;
    }
    marks = step.mark.removeFromSet(marks);
    marks = modification.create({
        id: suggestionId,
        type: "mark",
        // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
        previousValue: step.mark.toJSON(),
        newValue: null
    }).addToSet(marks);
    trackedTransaction.setNodeMarkup(rebasedPos, null, null, marks);
    return true;
}

// attrStep.js
/**
 * Transform an attr mark step into its equivalent tracked steps.
 *
 * Attr steps are processed normally, and then a modification
 * mark is added to the node as well, to track the change.
 */ function trackAttrStep(trackedTransaction, state, _doc, step, prevSteps, suggestionId) {
    const { modification } = getSuggestionMarks(state.schema);
    const rebasedPos = rebasePos(step.pos, prevSteps, trackedTransaction.steps);
    const $pos = trackedTransaction.doc.resolve(rebasedPos);
    const node = $pos.nodeAfter;
    let marks = node?.marks ?? [];
    const existingMod = marks.find((mark)=>mark.type === modification && mark.attrs["type"] === "attr" && mark.attrs["attrName"] === step.attr);
    if (existingMod) {
        marks = existingMod.removeFromSet(marks);
    }
    marks = modification.create({
        id: suggestionId,
        type: "attr",
        attrName: step.attr,
        // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
        previousValue: node?.attrs[step.attr],
        // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
        newValue: step.value
    }).addToSet(marks);
    trackedTransaction.setNodeMarkup(rebasedPos, null, // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
    {
        ...node?.attrs,
        [step.attr]: step.value
    }, marks);
    return true;
}

// replaceAroundStep.js
/**
 * This detects and handles changes from `setNodeMarkup` so that these are tracked as a modification
 * instead of a deletion + insertion
 * (https://github.com/handlewithcarecollective/prosemirror-suggest-changes/issues/7)
 */ function suggestSetNodeMarkup(trackedTransaction, state, doc, step, prevSteps, suggestionId) {
    if (step.insert === 1 && step.slice.size === 2 && step.gapTo === step.to - 1 && step.gapFrom === step.from + 1 && step.structure) {
        const { modification } = getSuggestionMarks(state.schema);
        const newNode = step.slice.content.firstChild;
        let from = rebasePos(step.from, prevSteps, trackedTransaction.steps);
        let oldNode = trackedTransaction.doc.resolve(from).nodeAfter;
        if (!newNode || !oldNode) {
            throw new Error("Failed to apply modifications to node: unexpected ReplaceAroundStep as oldNode / newNode is null");
        }
        const addedMarks = newNode.marks.filter((m)=>!oldNode?.marks.some((m2)=>m2.eq(m)));
        addedMarks.forEach((mark)=>{
            if (mark.type === modification) {
                return;
            }
            trackAddNodeMarkStep(trackedTransaction, state, doc, new AddNodeMarkStep(step.from, mark), prevSteps, suggestionId);
        });
        from = rebasePos(step.from, prevSteps, trackedTransaction.steps);
        oldNode = trackedTransaction.doc.resolve(step.from).nodeAfter;
        if (!oldNode) {
            throw new Error("Failed to apply modifications to node: unexpected ReplaceAroundStep as oldNode is null");
        }
        const removedMarks = oldNode.marks.filter((m)=>!newNode.marks.some((m2)=>m2.eq(m)));
        removedMarks.forEach((mark)=>{
            if (mark.type === modification) {
                return;
            }
            suggestRemoveNodeMarkStep(trackedTransaction, state, doc, new RemoveNodeMarkStep(step.from, mark), prevSteps, suggestionId);
        });
        if (newNode.type.name !== oldNode.type.name) {
            // Code below is similar to trackAttrStep()
            const rebasedPos = rebasePos(step.from, prevSteps, trackedTransaction.steps);
            const $pos = trackedTransaction.doc.resolve(rebasedPos);
            const node = $pos.nodeAfter;
            if (!node) {
                throw new Error("Failed to apply modifications to node: no node found");
            }
            let marks = node.marks;
            const existingMod = marks.find((mark)=>mark.type === modification && mark.attrs["type"] === "nodeType");
            if (existingMod) {
                marks = existingMod.removeFromSet(marks);
            }
            marks = modification.create({
                id: suggestionId,
                type: "nodeType",
                previousValue: node.type.name,
                newValue: newNode.type.name
            }).addToSet(marks);
            trackedTransaction.setNodeMarkup(rebasedPos, newNode.type, null, marks);
        }
        const attrNames = new Set([
            ...Object.keys(newNode.attrs),
            ...Object.keys(oldNode.attrs)
        ]);
        for (const attr of attrNames){
            if (newNode.attrs[attr] !== oldNode.attrs[attr]) {
                // delegate to trackAttrStep to handle the attribute change
                trackAttrStep(trackedTransaction, state, doc, new AttrStep(step.from, attr, newNode.attrs[attr]), prevSteps, suggestionId);
            }
        }
        return true;
    }
    return false;
}
/**
 * Transform a replace around step into its equivalent tracked steps.
 *
 * Replace around steps are treated as replace steps in this model. An
 * equivalent replace step will be generated, and then processed via
 * trackReplaceStep().
 */ function suggestReplaceAroundStep(trackedTransaction, state, doc, step, prevSteps, suggestionId) {
    const handled = suggestSetNodeMarkup(trackedTransaction, state, doc, step, prevSteps, suggestionId);
    if (handled) {
        return true;
    }
    const applied = step.apply(doc).doc;
    if (!applied) return false;
    const from = step.getMap().map(step.from, -1);
    const to = step.getMap().map(step.to, 1);
    const blockRange = applied.resolve(from).blockRange(applied.resolve(to));
    if (!blockRange) return false;
    const replace = replaceStep(doc, step.getMap().invert().map(blockRange.start), step.getMap().invert().map(blockRange.end), applySuggestionsToRange(applied, blockRange.start, blockRange.end));
    if (!replace) return false;
    return suggestReplaceStep(trackedTransaction, state, doc, replace, prevSteps, suggestionId);
}

// withSuggestChanges.js
function getStepHandler(step) {
    if (step instanceof ReplaceStep) {
        return suggestReplaceStep;
    }
    if (step instanceof ReplaceAroundStep) {
        return suggestReplaceAroundStep;
    }
    if (step instanceof AddMarkStep) {
        return trackAddMarkStep;
    }
    if (step instanceof RemoveMarkStep) {
        return suggestRemoveMarkStep;
    }
    if (step instanceof AddNodeMarkStep) {
        return trackAddNodeMarkStep;
    }
    if (step instanceof RemoveNodeMarkStep) {
        return suggestRemoveNodeMarkStep;
    }
    if (step instanceof AttrStep) {
        return trackAttrStep;
    }
    // Default handler — simply rebase the step onto the
    // tracked transaction and apply it.
    return (trackedTransaction, _state, _doc, step, prevSteps)=>{
        const reset = prevSteps.slice().reverse().reduce((acc, step)=>acc?.map(step.getMap().invert()) ?? null, step);
        const rebased = trackedTransaction.steps.reduce((acc, step)=>acc?.map(step.getMap()) ?? null, reset);
        if (rebased) {
            trackedTransaction.step(rebased);
        }
        return false;
    };
}
/**
 * Given a standard transaction from ProseMirror, produce
 * a new transaction that tracks the changes from the original,
 * rather than applying them.
 *
 * For each type of step, we implement custom behavior to prevent
 * deletions from being removed from the document, instead adding
 * deletion marks, and ensuring that all insertions have insertion
 * marks.
 */ function transformToSuggestionTransaction(originalTransaction, state, generateId) {
    getSuggestionMarks(state.schema);
    let suggestionId = generateId(state.schema, originalTransaction.docs[0]);
    // Create a new transaction from scratch. The original transaction
    // is going to be dropped in favor of this one.
    const trackedTransaction = state.tr;
    for(let i = 0; i < originalTransaction.steps.length; i++){
        // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
        const step = originalTransaction.steps[i];
        // eslint-disable-next-line @typescript-eslint/no-non-null-assertion
        const doc = originalTransaction.docs[i];
        const stepTracker = getStepHandler(step);
        if (stepTracker(trackedTransaction, state, doc, step, originalTransaction.steps.slice(0, i), suggestionId) && i < originalTransaction.steps.length - 1) {
            // If the suggestionId was used by one of the step handlers,
            // increment it so that it's not reused.
            if (generateId) {
                suggestionId = generateId(state.schema, trackedTransaction.doc);
            } else if (typeof suggestionId === "number") {
                suggestionId = suggestionId + 1;
            }
        }
        continue;
    }
    if (originalTransaction.selectionSet && !trackedTransaction.selectionSet) {
        // Map the original selection backwards through the original transaction,
        // and then forwards through the new one.
        const originalBaseDoc = originalTransaction.docs[0];
        const base = originalBaseDoc ? originalTransaction.selection.map(originalBaseDoc, originalTransaction.mapping.invert()) : originalTransaction.selection;
        trackedTransaction.setSelection(base.map(trackedTransaction.doc, trackedTransaction.mapping));
    }
    if (originalTransaction.scrolledIntoView) {
        trackedTransaction.scrollIntoView();
    }
    if (originalTransaction.storedMarksSet) {
        trackedTransaction.setStoredMarks(originalTransaction.storedMarks);
    }
    // @ts-expect-error Preserve original transaction meta exactly as-is
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
    trackedTransaction.meta = originalTransaction.meta;
    return trackedTransaction;
}

// Newsroom: an id is «id-person-second».
const isOfSamePerson = (one, other)=>one.split("-")[1] === other.split("-")[1];

export { suggestChangesKey, isSuggestChangesEnabled, transformToSuggestionTransaction };
