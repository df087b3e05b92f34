/**
 * Runs in the page before the workbench. The address could name one extension under development, but a built workbench heeds that
 * only with its smoke-test driver, which hides notifications; so we add to the configuration that the workbench reads from the page.
 */
(development) => {
  const { getAttribute } = Element.prototype;
  Element.prototype.getAttribute = function (name) {
    const value = getAttribute.call(this, name);
    if (name !== "data-settings" || this.id !== "vscode-workbench-web-configuration") return value;
    const configuration = JSON.parse(value);
    configuration.developmentOptions = { ...configuration.developmentOptions, ...development };
    return JSON.stringify(configuration);
  };
};
