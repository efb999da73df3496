using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Indexing.Paging;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Server.CeramicApi;

/// <summary>A request for documents of models, as <c>POST collection</c> and <c>POST collection/count</c> send it (composedb.md 9.1).</summary>
sealed record CollectionRequest(DocumentSet Set, PageParent Parent, PageWindow? Window)
{
    /// <summary>Models of one request.</summary>
    public const int ModelsMax = 100;

    /// <summary>The models themselves are asked for, as the old command line does to list them: the metamodel is named, and it alone.</summary>
    public bool IsOfModels { get; private init; }

    /// <summary>Members that shape a set of documents, and that models have no fields for.</summary>
    static readonly string[] Shapes = ["filter", "queryFilters", "sorting"];

    /// <summary>Fields to sort by.</summary>
    public const int SortKeysMax = 8;

    public static (CollectionRequest? Request, ApiAnswer.Failure? Failure) Read(
        JsonElement body,
        IndexCatalogue catalogue,
        Func<StreamId, ModelDefinition?> definitionOf,
        bool withWindow
    )
    {
        try
        {
            // In the order in which the JS node looks at them, for so it chooses among faults.
            var bounds = withWindow ? ReadBounds(body) : default;
            var texts = ReadModelTexts(body);
            var isOfModels = texts is [var only] && only == StreamId.Metamodel.ToString();
            if (
                isOfModels
                && Shapes.Any(name => body.TryGetProperty(name, out var shape) && shape.ValueKind != JsonValueKind.Null)
            )
                throw new Refused("Models are neither filtered nor sorted", ApiErrorCode.InvalidFilter);
            var models = isOfModels ? [] : ReadModels(texts, catalogue, definitionOf);
            Did? account = null;
            if (body.TryGetProperty("account", out var member) && member.ValueKind != JsonValueKind.Null)
            {
                if (member.ValueKind != JsonValueKind.String || !Did.TryParse(member.GetString(), out var did))
                    throw new Refused("account must be a DID", ApiErrorCode.MalformedRequest);
                account = did;
            }

            var set = new DocumentSet(models, null, account is not null, ReadFilter(body, models));
            var window = withWindow
                ? new PageWindow(ReadSort(body, models), bounds.Limit, bounds.IsLast, bounds.Cursor, BothFlags: false)
                : null;
            return (new(set, new(null, account), window) { IsOfModels = isOfModels }, null);
        }
        catch (Refused refused)
        {
            return (null, new(refused.Message, refused.Code));
        }
        catch (FilterException error)
        {
            return (null, new(error.Message, ApiErrorCode.InvalidFilter));
        }
        catch (InvalidOperationException)
        {
            return (null, new("a text in the request is not valid Unicode", ApiErrorCode.MalformedRequest));
        }
    }

    static List<string> ReadModelTexts(JsonElement body)
    {
        var texts = new List<string>();
        if (body.TryGetProperty("models", out var models) && models.ValueKind == JsonValueKind.Array)
            texts.AddRange(
                models
                    .EnumerateArray()
                    .Select(model => model.ValueKind == JsonValueKind.String ? model.GetString()! : "")
            );
        else if (ApiRequest.TryGetText(body, "model", out var model))
            texts.Add(model);
        if (texts.Count == 0)
            throw new Refused("Missing \"models\" values to execute query", ApiErrorCode.MalformedRequest);
        if (texts.Count > ModelsMax)
            throw new Refused($"At most {ModelsMax} models in one query", ApiErrorCode.MalformedRequest);
        return texts;
    }

    static List<IndexedModel> ReadModels(
        List<string> texts,
        IndexCatalogue catalogue,
        Func<StreamId, ModelDefinition?> definitionOf
    )
    {
        var found = new List<IndexedModel>();
        foreach (var text in texts)
        {
            if (!StreamRef.TryFind(text, out var id, out var error))
                throw new Refused(error, ApiErrorCode.InvalidStreamId);
            if (catalogue.TryGet(id.Stream, out var indexed))
                found.Add(indexed);
            else if (definitionOf(id.Stream) is { IsInterface: true })
                found.AddRange(catalogue.Implementing(id.Stream));
            else
                throw new Refused(
                    $"Query failed: Model {id.Stream} is not indexed on this node",
                    ApiErrorCode.NotIndexed
                );
        }

        if (found.Find(model => model.State != IndexState.Live) is { } filling)
            throw new Refused(filling.NotYetAvailable, ApiErrorCode.Unavailable);
        return [.. found.DistinctBy(model => model.TableNo)];
    }

    static Filter? ReadFilter(JsonElement body, List<IndexedModel> models)
    {
        Filter? legacy = null;
        if (body.TryGetProperty("filter", out var fields) && fields.ValueKind == JsonValueKind.Object)
            legacy = new Filter.Where([.. fields.EnumerateObject().Select(field => ReadLegacy(field, models))]);
        var filter = body.TryGetProperty("queryFilters", out var queryFilters)
            ? FilterReader.Read(queryFilters, field => IsField(models, field))
            : null;
        return (legacy, filter) switch
        {
            (null, _) => filter,
            (_, null) => legacy,
            _ => new Filter.And([legacy, filter]),
        };
    }

    static FieldCondition ReadLegacy(JsonProperty field, List<IndexedModel> models)
    {
        if (!IsField(models, field.Name) || field.Value.ValueKind != JsonValueKind.String)
            throw new FilterException($"Invalid query: {field.Name}");
        return new(
            field.Name,
            FilterOperator.EqualTo,
            new FilterValue.Texts([FilterReader.TextOf(field.Name, field.Value)])
        );
    }

    static bool IsField(List<IndexedModel> models, string field) =>
        models.Count == 0 || models.Exists(model => FieldType.Of(model.Definition, field) is not null);

    static (int Limit, bool IsLast, Cursor? Cursor) ReadBounds(JsonElement body)
    {
        if (body.TryGetProperty("first", out var first) && first.ValueKind != JsonValueKind.Null)
            return (ReadLimit(first), false, ReadCursor(body, "after"));
        if (body.TryGetProperty("last", out var last) && last.ValueKind != JsonValueKind.Null)
            return (ReadLimit(last), true, ReadCursor(body, "before"));
        throw NotPositive();
    }

    static int ReadLimit(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var limit) || limit < 1)
            throw NotPositive();
        return limit <= PageArguments.LimitMax
            ? limit
            : throw new Refused(
                $"Invalid input in collection request: Requested too many entries: {limit}. Maximum is {PageArguments.LimitMax}",
                ApiErrorCode.InvalidPaging
            );
    }

    static Refused NotPositive() =>
        new(
            "Invalid input in collection request: Can not parse pagination fields: either \"first\" or \"last\" should be positive integers",
            ApiErrorCode.InvalidPaging
        );

    static Cursor? ReadCursor(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
            return null;
        return member.ValueKind == JsonValueKind.String && Cursor.TryParse(member.GetString()!, out var cursor)
            ? cursor
            : throw new Refused($"\"{name}\" is not a cursor", ApiErrorCode.InvalidCursor);
    }

    static List<SortKey> ReadSort(JsonElement body, List<IndexedModel> models)
    {
        var keys = new List<SortKey>();
        if (!body.TryGetProperty("sorting", out var sorting) || sorting.ValueKind == JsonValueKind.Null)
            return keys;
        if (sorting.ValueKind != JsonValueKind.Object)
            throw new Refused("sorting must be an object of fields and ASC or DESC", ApiErrorCode.InvalidSorting);
        foreach (var key in sorting.EnumerateObject())
        {
            if (!IsField(models, key.Name))
                throw new Refused(
                    $"The models asked for have no field '{key.Name}' to sort by",
                    ApiErrorCode.InvalidSorting
                );
            if (key.Value.ValueKind != JsonValueKind.String || key.Value.GetString() is not ("ASC" or "DESC"))
                throw new Refused($"Field '{key.Name}' must be sorted ASC or DESC", ApiErrorCode.InvalidSorting);
            keys.Add(new(key.Name, key.Value.GetString() == "DESC"));
        }

        return keys.Count <= SortKeysMax
            ? keys
            : throw new Refused($"At most {SortKeysMax} fields to sort by", ApiErrorCode.InvalidSorting);
    }

    sealed class Refused(string message, string code) : Exception(message)
    {
        public string Code { get; } = code;
    }
}
