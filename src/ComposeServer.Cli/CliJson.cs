using System.Text.Json.Serialization;

namespace ComposeServer.Cli;

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(string[]))]
sealed partial class CliJson : JsonSerializerContext;
