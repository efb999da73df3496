using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>Puts questions to a server: many in one GraphQL operation, or one by one to the node API.</summary>
/// <param name="node">The server.</param>
/// <param name="modelId">StreamID of a model or interface by its name.</param>
sealed class OracleRoads(NodeClient node, Func<string, string> modelId)
{
    /// <summary>Asks all of one GraphQL operation.</summary>
    public async Task<IReadOnlyList<AnsweredPage>> GraphQLAsync(
        IReadOnlyList<(OracleQuery Query, string? Cursor)> asked
    )
    {
        var (variables, head, body) = (new JsonObject(), new StringBuilder(), new StringBuilder());
        for (var i = 0; i < asked.Count; i++)
            body.AppendLine(FieldOf(i, asked[i].Query, asked[i].Cursor, variables, head));
        var declared = head.Length > 0 ? $"({head}) " : "";
        var answer = await node.Anonymous.AskAsync($"query {declared}{{\n{body}}}", variables);
        var data = answer.Data;
        return [.. asked.Select((question, i) => Read(data, question.Query, question.Cursor is null, i))];
    }

    /// <summary>Asks the node API for a page and, at the beginning of a walk, a count.</summary>
    public async Task<AnsweredPage> CollectionAsync(OracleQuery query, string? cursor)
    {
        var body = new JsonObject
        {
            ["models"] = new JsonArray([.. query.Models.Select(name => (JsonNode)modelId(name))]),
        };
        if (query.Controller is { } account)
            body["account"] = account;
        if (query.Filter is { } filter)
            body["queryFilters"] = filter.DeepClone();
        long? count = cursor is null ? (await node.Api.PostAsync("collection/count", body)).Ok.Number("count") : null;
        if (query.Sort.Count > 0)
            body["sorting"] = query.SortJson();
        body[query.Backward ? "last" : "first"] = query.Size;
        if (cursor is not null)
            body[query.Backward ? "before" : "after"] = cursor;
        var page = (await node.Api.PostAsync("collection", body)).Ok;
        var edges = page.Items("edges");
        return new(
            [.. edges.Select(edge => IdOf(edge.At("node")))],
            [.. edges.Select(edge => edge.Text("cursor")!)],
            page.Flag("pageInfo.hasNextPage"),
            page.Flag("pageInfo.hasPreviousPage"),
            count
        );
    }

    static string IdOf(JsonElement state) =>
        Ipld.Cid.TryParse(state.Text("log.0.cid"), out var init)
            ? new Streams.StreamId(Streams.StreamType.Document, init).ToString()
            : throw new FormatException(state.ToString());

    static string FieldOf(int no, OracleQuery query, string? cursor, JsonObject variables, StringBuilder head)
    {
        var type = query.Shape == OracleShape.Index && query.Models.Count > 1 ? OracleSchema.Named : query.Models[0];
        var filters = Declare("f", $"{type}FiltersInput", query.Filter?.DeepClone(), "filters");
        var sorting = Declare("s", $"{type}SortingInput", query.Sort.Count > 0 ? query.SortJson() : null, "sorting");
        var account = query is { Shape: OracleShape.RelationFrom, Controller: { } controller }
            ? $", account: \"{controller}\""
            : "";
        var (size, from) = query.Backward ? ("last", "before") : ("first", "after");
        var place = cursor is null ? "" : $", {from}: \"{cursor}\"";
        var page =
            $"({size}: {query.Size}{place}{account}{filters}{sorting})"
            + " { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } }";
        var narrowed = account.Length + filters.Length > 0 ? $"({(account + filters)[2..]})" : "";
        // A walk is counted where it begins.
        string Count(string name, string field) => cursor is null ? $" {name}: {field}{narrowed}" : "";
        return query.Shape switch
        {
            OracleShape.Index => $"p{no}: {Camel(type)}Index{page}{Count($"n{no}", $"{Camel(type)}Count")}",
            OracleShape.AccountList => On(
                query.Controller!,
                "CeramicAccount",
                $"p: {Camel(type)}List{page}{Count("n", $"{Camel(type)}ListCount")}"
            ),
            OracleShape.AccountReference => On(
                query.Related!.Value.Value,
                "CeramicAccount",
                $"p: ownerOfThingList{page}{Count("n", "ownerOfThingListCount")}"
            ),
            _ => On(query.Related!.Value.Value, OracleSchema.Thing, $"p: parts{page}{Count("n", "partsCount")}"),
        };

        string On(string id, string on, string fields) => $"q{no}: node(id: \"{id}\") {{ ... on {on} {{ {fields} }} }}";

        string Declare(string prefix, string inputType, JsonNode? value, string argument)
        {
            if (value is null)
                return "";
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}{no}");
            head.Append(CultureInfo.InvariantCulture, $"${name}: {inputType} ");
            variables[name] = value;
            return $", {argument}: ${name}";
        }
    }

    static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    static AnsweredPage Read(JsonElement data, OracleQuery query, bool isCounted, int no)
    {
        var isRoot = query.Shape == OracleShape.Index;
        var page = data.At(isRoot ? $"p{no}" : $"q{no}.p");
        var edges = page.Items("edges");
        return new(
            [.. edges.Select(edge => edge.Text("node.id")!)],
            [.. edges.Select(edge => edge.Text("cursor")!)],
            page.Flag("pageInfo.hasNextPage"),
            page.Flag("pageInfo.hasPreviousPage"),
            isCounted ? data.Number(isRoot ? $"n{no}" : $"q{no}.n") : null
        );
    }
}
