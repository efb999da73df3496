using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

sealed partial class OperationExecutor
{
    /// <summary>Brings what a resolver returned into the response. Source: GraphQL October 2021, 6.4.3 "Value Completion".</summary>
    void Complete(ResultNode node, int slot, FieldSelection selection, GraphQLType type, object? value)
    {
        switch (value)
        {
            case null or CompletedJson { IsNull: true }:
            case JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }:
                CompleteNull(node, slot, selection, type);
                break;
            case GraphQLError error:
                Errors.Add(node, slot, error, selection.Locations);
                break;
            case Exception exception:
                Errors.Add(node, slot, request.Faults.ErrorOf(exception), selection.Locations);
                break;
            case CompletedJson:
                node.Slots[slot] = value;
                break;
            default:
                CompletePresent(node, slot, selection, type.Nullable, value);
                break;
        }
    }

    void CompleteNull(ResultNode node, int slot, FieldSelection selection, GraphQLType type)
    {
        if (type is NonNullType)
        {
            Fail(node, slot, selection, $"Cannot return null for non-nullable field {selection}.");
        }
    }

    void CompletePresent(ResultNode node, int slot, FieldSelection selection, GraphQLType type, object value)
    {
        switch (type)
        {
            case ListType list:
                CompleteList(node, slot, selection, list, value);
                break;
            case LeafType leaf:
                CompleteLeaf(node, slot, selection, leaf, value);
                break;
            case ObjectType objectType:
                CompleteObject(node, slot, selection, objectType, value);
                break;
            case NamedType named:
                CompleteAbstract(node, slot, selection, named, value);
                break;
        }
    }

    void CompleteList(ResultNode node, int slot, FieldSelection selection, ListType type, object value)
    {
        IReadOnlyList<object?>? items;
        try
        {
            items = ListItems.Of(value);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            Errors.Add(node, slot, request.Faults.ErrorOf(exception), selection.Locations);
            return;
        }

        if (items is null)
        {
            Fail(node, slot, selection, $"Expected Iterable, but did not find one for field \"{selection}\".");
            return;
        }

        var count = items.Count;
        if (selection.Stream is { } stream && !TryLimit(ref count, node, slot, selection, stream))
        {
            return;
        }

        var list = new ListNode(node, slot, type.OfType, count);
        node.Slots[slot] = list;
        if (count < items.Count)
        {
            later!.Add(list, selection.Stream!, items);
        }

        for (var i = 0; i < count && list.IsLive; i++)
        {
            Complete(list, i, selection, type.OfType, items[i]);
        }
    }

    void CompleteLeaf(ResultNode node, int slot, FieldSelection selection, LeafType type, object value)
    {
        LeafResult result;
        try
        {
            result = type.Serialize(value);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            Errors.Add(node, slot, request.Faults.ErrorOf(exception), selection.Locations);
            return;
        }

        if (!result.IsValid)
        {
            Fail(node, slot, selection, result.Message);
        }
        else if (result.Value is null)
        {
            var call = $"`{type}.serialize({Inspection.Of(value)})`";
            Fail(node, slot, selection, $"Expected {call} to return non-nullable value, returned: null");
        }
        else
        {
            node.Slots[slot] = result.Value;
        }
    }

    void CompleteAbstract(ResultNode node, int slot, FieldSelection selection, NamedType type, object value)
    {
        ObjectType? objectType;
        GraphQLError? error;
        try
        {
            objectType = RuntimeType.Of(type, value, selection, request, out error);
        }
        catch (Exception exception) when (!IsCancelled(exception))
        {
            (objectType, error) = (null, request.Faults.ErrorOf(exception));
        }

        if (objectType is null)
        {
            Errors.Add(node, slot, error!, selection.Locations);
        }
        else
        {
            CompleteObject(node, slot, selection, objectType, value);
        }
    }

    void CompleteObject(ResultNode node, int slot, FieldSelection selection, ObjectType type, object value)
    {
        if (later is not null && selection.Selections?.PlanFor(type) is { } plan)
        {
            CompleteInParts(node, slot, value, plan);
            return;
        }

        var child = new ObjectNode(node, slot, value, selection.Selections?.For(type) ?? []);
        node.Slots[slot] = child;
        CompleteFields(child);
    }

    void Fail(ResultNode node, int slot, FieldSelection selection, string message) =>
        Errors.Add(node, slot, new GraphQLError(message, ErrorCodes.Internal), selection.Locations);
}
