___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Vitrine",
  "categories": [
    "PERSONALIZATION",
    "ANALYTICS",
    "MARKETING"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": ""
  },
  "description": "Onsite messages and promotions: puts Vitrine's tag on the page, passes consent on, and reports events.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "RADIO",
    "name": "action",
    "displayName": "What this tag does",
    "radioItems": [
      {
        "value": "load",
        "displayValue": "Puts Vitrine on the page"
      },
      {
        "value": "event",
        "displayValue": "Reports an event"
      },
      {
        "value": "consent",
        "displayValue": "Tells the visitor's consent"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "load"
  },
  {
    "type": "TEXT",
    "name": "endpoint",
    "displayName": "Address of your Vitrine",
    "simpleValueType": true,
    "help": "Such as https://vitrine.example.workers.dev",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^https://[^/?#\\s]+/?$"
        ],
        "errorMessage": "Begins with https:// and has no path."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "key",
    "displayName": "Key",
    "simpleValueType": true,
    "help": "Begins with pk_. Vitrine shows it under Settings, Installation.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^pk_[a-z0-9]{4,20}_[a-z0-9]{8,32}$"
        ],
        "errorMessage": "Begins with pk_. Copy it whole."
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "CHECKBOX",
    "name": "askConsent",
    "checkboxText": "Wait for the visitor's consent",
    "simpleValueType": true,
    "defaultValue": true,
    "help": "Consent Mode is heard by itself. Switch it off only where Vitrine's settings say that no consent is required.",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "eventName",
    "displayName": "Name of the event",
    "simpleValueType": true,
    "help": "GA4's ecommerce events need no tag: Vitrine reads them by itself.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "STRING_LENGTH",
        "args": [
          1,
          64
        ]
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "event",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "properties",
    "displayName": "Properties",
    "simpleTableColumns": [
      {
        "defaultValue": "",
        "displayName": "Name",
        "name": "name",
        "type": "TEXT"
      },
      {
        "defaultValue": "",
        "displayName": "Value",
        "name": "value",
        "type": "TEXT"
      }
    ],
    "newRowButtonText": "Add a property",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "event",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "analytics",
    "displayName": "Analytics",
    "simpleValueType": true,
    "macrosInSelect": true,
    "selectItems": [
      {
        "value": "granted",
        "displayValue": "Granted"
      },
      {
        "value": "denied",
        "displayValue": "Denied"
      }
    ],
    "defaultValue": "denied",
    "help": "A variable may say granted, true, yes or 1; all else is no.",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "consent",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "marketing",
    "displayName": "Marketing",
    "simpleValueType": true,
    "macrosInSelect": true,
    "selectItems": [
      {
        "value": "granted",
        "displayValue": "Granted"
      },
      {
        "value": "denied",
        "displayValue": "Denied"
      }
    ],
    "defaultValue": "denied",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "consent",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

/**
 * Vitrine in Google Tag Manager. Calls made before Vitrine is there wait in `vitrine.q`, which it makes up for.
 */
const callInWindow = require('callInWindow');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const encodeUriComponent = require('encodeUriComponent');
const injectScript = require('injectScript');
const makeString = require('makeString');
const setInWindow = require('setInWindow');

/** At once if Vitrine is there, else when it is. */
function call(method, first, second) {
  if (copyFromWindow('vitrine.' + method)) {
    callInWindow('vitrine.' + method, first, second);
    return;
  }
  if (!copyFromWindow('vitrine')) setInWindow('vitrine', { q: [] });
  createQueue('vitrine.q')([method, first, second]);
}

function load() {
  const endpoint = data.endpoint.charAt(data.endpoint.length - 1) === '/' ? data.endpoint.slice(0, -1) : data.endpoint;
  const url =
    endpoint + '/vitrine.js?shop=' + encodeUriComponent(data.key) + (data.askConsent ? '' : '&consent=not-required');
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, url);
}

function properties() {
  const found = {};
  (data.properties || []).forEach((row) => {
    if (row.name) found[row.name] = row.value;
  });
  return found;
}

function report() {
  call('track', data.eventName, properties());
  data.gtmOnSuccess();
}

const isYes = (value) => ['granted', 'true', 'yes', '1'].indexOf(makeString(value)) !== -1;

function consent() {
  call('consent', { analytics: isYes(data.analytics), marketing: isYes(data.marketing) });
  data.gtmOnSuccess();
}

if (data.action === 'event') report();
else if (data.action === 'consent') consent();
else load();


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "vitrine"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "vitrine.q"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "vitrine.track"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "vitrine.consent"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/vitrine.js*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Puts the tag on the page, once, and waits for consent
  code: |-
    mock('injectScript', (url, onSuccess, onFailure, token) => {
      assertThat(url).isEqualTo('https://vitrine.example/vitrine.js?shop=pk_q4kd81mz0a_1x9gh2kd0m3p');
      assertThat(token).isEqualTo(url);
      onSuccess();
    });
    runCode({ action: 'load', endpoint: 'https://vitrine.example/', key: 'pk_q4kd81mz0a_1x9gh2kd0m3p', askConsent: true });
    assertApi('injectScript').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: Says when no consent is required
  code: |-
    mock('injectScript', (url) => {
      assertThat(url).contains('&consent=not-required');
    });
    runCode({ action: 'load', endpoint: 'https://vitrine.example', key: 'pk_q4kd81mz0a_1x9gh2kd0m3p', askConsent: false });
    assertApi('injectScript').wasCalled();
- name: Fails when the script does
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => onFailure());
    runCode({ action: 'load', endpoint: 'https://vitrine.example', key: 'pk_q4kd81mz0a_1x9gh2kd0m3p', askConsent: true });
    assertApi('gtmOnFailure').wasCalled();
- name: An event that comes before Vitrine waits
  code: |-
    let waiting;
    mock('copyFromWindow', undefined);
    mock('setInWindow', (name, value) => {
      assertThat(name).isEqualTo('vitrine');
      assertThat(value).isEqualTo({ q: [] });
    });
    mock('createQueue', (name) => {
      assertThat(name).isEqualTo('vitrine.q');
      return (entry) => { waiting = entry; };
    });
    runCode({ action: 'event', eventName: 'size guide', properties: [{ name: 'size', value: '42' }] });
    assertThat(waiting).isEqualTo(['track', 'size guide', { size: '42' }]);
    assertApi('gtmOnSuccess').wasCalled();
- name: Tells consent, and takes all that is not a yes for no
  code: |-
    mock('copyFromWindow', () => () => {});
    mock('callInWindow', (path, choice) => {
      assertThat(path).isEqualTo('vitrine.consent');
      assertThat(choice).isEqualTo({ analytics: true, marketing: false });
    });
    runCode({ action: 'consent', analytics: 'granted', marketing: undefined });
    assertApi('callInWindow').wasCalled();
    assertApi('gtmOnSuccess').wasCalled();
setup: ''


___NOTES___

Created by the Vitrine project.
